/** What a run reports: a share for every architecture and task, what is possible at best, the detours, and what it all takes. */
import type { Metrics, MetricSpec } from '../../src/lesson/index.js';
import type { Ceilings } from './ceilings.js';
import { ARCHITECTURES, TASKS, type Architecture, type Cells, type Detours } from './judging.js';
import type { Course, Effort } from './panels.js';

const share: MetricSpec = { format: 'percent', digits: 1, better: 'higher' };
const quiet = (spec: MetricSpec): MetricSpec => ({ ...spec, headline: false });
const bound = quiet({ format: 'percent', digits: 1 });
const count = quiet({ format: 'integer' });

export const metricSpecs = {
  encoderFill: share,
  decoderFill: share,
  bothFill: share,
  encoderContinue: share,
  decoderContinue: share,
  bothContinue: share,
  encoderRewrite: share,
  decoderRewrite: share,
  bothRewrite: share,
  oneByOne: quiet(share),
  told: quiet(share),
  scored: quiet(share),
  leftOnly: bound,
  independent: bound,
  fixedLength: bound,
  entropy: quiet({ digits: 3 }),
  decoderLoss: quiet({ digits: 3, better: 'lower' }),
  encoderAsked: quiet({ format: 'percent' }),
  decoderAsked: quiet({ format: 'percent' }),
  oneByOnePasses: quiet({ digits: 1 }),
  decoderPasses: quiet({ digits: 1 }),
  encoderParameters: count,
  decoderParameters: count,
  bothParameters: count,
} satisfies Record<string, MetricSpec>;

/** Training losses averaged for the one that is reported. */
const LAST = 10;

export function metricsOf(cells: Cells, ceilings: Ceilings, detours: Detours, efforts: Readonly<Record<Architecture, Effort>>, course: Course): Metrics {
  const metrics: Record<string, number> = {};
  for (const architecture of ARCHITECTURES) {
    for (const task of TASKS) {
      const value = cells[architecture][task];
      if (value !== undefined) metrics[`${architecture}${task[0].toUpperCase()}${task.slice(1)}`] = value;
    }
    metrics[`${architecture}Parameters`] = efforts[architecture].parameters;
  }
  const { leftOnly, independent, fixedLength, entropy } = ceilings;
  const last = course.losses.decoder.slice(-LAST);
  return {
    ...metrics,
    ...{ leftOnly, independent, fixedLength, entropy },
    ...(last.length > 0 ? { decoderLoss: last.reduce((sum, loss) => sum + loss, 0) / last.length } : {}),
    ...known({ decoderPasses: efforts.decoder.passes, encoderAsked: efforts.encoder.asked, decoderAsked: efforts.decoder.asked }),
    ...known({ ...detours }),
  };
}

/** Without what is not there (yet). */
function known(values: Readonly<Record<string, number | null | undefined>>): Metrics {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (typeof value === 'number' ? [[name, value] as const] : [])));
}
