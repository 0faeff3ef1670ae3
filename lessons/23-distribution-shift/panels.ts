/** All panels of a run: one world as a picture, then what all worlds together say of detectors and repairs. */
import * as stats from '../../src/core/stats/index.js';
import { bars, message, table, type Bar, type Cell, type Panel } from '../../src/lesson/index.js';
import { DETECTORS, type Detection, type Detector } from './detect.js';
import { densityPanel, picturesPanel, planePanel, sharesPanel, type Scene } from './picture.js';
import { alarmRate, type History } from './record.js';
import { REPAIRS, type Repair } from './repair.js';
import type { Shift } from './shift.js';

export interface View {
  readonly history: History;
  readonly scene: Scene;
  readonly shift: Shift;
  readonly estimates: Readonly<Partial<Record<'bbse' | 'em', Float64Array>>>;
}

export function panelsOf({ history, scene, shift, estimates }: View): Panel[] {
  const shares = sharesPanel(scene, estimates);
  const density = densityPanel(scene);
  const own = [...planePanel(scene), ...picturesPanel(scene)];
  // What a label shift changes are the shares; the pictures look as before.
  const pictures = shift === 'label' ? [shares, ...own, density] : [...own, density, shares];
  return [pictures[0], repairsPanel(history, scene.chosen), detectorsPanel(history, scene), ...pictures.slice(1)];
}

function repairsPanel(history: History, chosen: Repair): Panel {
  const rows = ranking(history, chosen).flatMap((repair): Bar[] => {
    const found = history.tried.get(repair);
    if (!found) return [];
    const { accuracies, interval, gain } = found;
    return [
      {
        label: `repair.${repair}`,
        value: stats.mean(accuracies),
        interval: interval && [Math.max(0, interval.low), Math.min(1, interval.high)],
        emphasis: repair === chosen ? 'primary' : repair === 'none' || repair === 'ceiling' ? 'muted' : emphasisOf(gain),
        note: repair === 'none' ? undefined : message('note.gain', { points: signed(100 * gain.mean), wins: gain.wins, of: gain.pairs }),
      },
    ];
  });
  const expected = history.expected.length > 0 ? [{ axis: 'x' as const, at: stats.mean(history.expected), label: 'rule.expected' }] : [];
  const majority = history.majority.length > 0 ? message('caption.majority', { share: (100 * stats.mean(history.majority)).toFixed(0) }) : undefined;
  return bars({ id: 'repairs', title: 'panel.repairs', value: { label: 'axis.accuracy', min: 0, max: 1, format: 'percent', digits: 1 }, bars: rows, rules: expected, caption: majority });
}

/** The model as it is, the chosen repair, then the others from the best down; the ceiling last. */
function ranking(history: History, chosen: Repair): Repair[] {
  const rank = (repair: Repair) => (repair === 'none' ? -2 : repair === chosen ? -1 : repair === 'ceiling' ? 2 : 1 - stats.mean(history.tried.get(repair)?.accuracies ?? [0]));
  return [...REPAIRS].sort((a, b) => rank(a) - rank(b));
}

/** Good or bad where the paired difference stands out from the luck of the worlds. */
function emphasisOf(gain: stats.PairedDifference): Bar['emphasis'] {
  if (!gain.interval) return 'none';
  return gain.interval[0] > 0 ? 'good' : gain.interval[1] < 0 ? 'bad' : 'none';
}

function signed(points: number): string {
  return `${points >= 0 ? '+' : '−'}${Math.abs(points).toFixed(1)}`;
}

function detectorsPanel(history: History, scene: Scene): Panel {
  const last = history.detections.at(-1);
  return table({
    id: 'detectors',
    title: 'panel.detectors',
    columns: [{ label: 'column.detector' }, { label: 'column.evidence' }, { label: 'column.alarms', align: 'right', format: 'percent', digits: 0 }],
    rows: DETECTORS.flatMap((detector) => {
      const rate = alarmRate(history, detector);
      if (rate === undefined || !last) return [];
      return [{ cells: [`detector.${detector}`, evidence(detector, last, scene), rate], emphasis: rate > 0.5 ? ('primary' as const) : ('none' as const) }];
    }),
    caption: 'caption.detectors',
  });
}

/** What the detector found in the last world. */
function evidence(detector: Detector, { auc, featuresP, feature, predictionsP, labelsP }: Detection, { population }: Scene): Cell {
  const p = (value: number) => (value < 0.001 ? '< 0.001' : `= ${value.toFixed(3)}`);
  switch (detector) {
    case 'adversarial':
      return message('evidence.auc', { auc: auc.estimate.toFixed(2), low: auc.low.toFixed(2), high: auc.high.toFixed(2) });
    case 'features':
      return message('evidence.feature', { p: p(featuresP), feature: population.features[feature] });
    case 'predictions':
      return message('evidence.p', { p: p(predictionsP) });
    case 'labels':
      return labelsP === undefined ? null : message('evidence.p', { p: p(labelsP) });
  }
}
