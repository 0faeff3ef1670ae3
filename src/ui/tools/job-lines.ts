/** How far many runs are, in one line: bar, count and remaining time; then how long it took, or why it stopped. */
import { UserError } from '../../lesson/index.js';
import type { Line } from '../../plot/index.js';
import type { RunFailure } from '../../runtime/index.js';
import type { Catalogue } from '../../words/index.js';
import { fill, sayError, type Speaker } from '../../words/say.js';
import { bar, words as span } from '../components/lines.js';
import type { Signs } from '../signs.js';
import { seconds } from '../simulation/status-words.js';
import type { JobState } from './seed-job.js';

export interface JobView {
  readonly job: JobState;
  readonly words: Catalogue;
  readonly signs: Signs;
  readonly speaker: Speaker;
  /** The results are those of another setting than the present one. */
  readonly stale?: string;
}

const BAR_CELLS = 24;

export function jobLine({ job, words, signs, speaker, stale }: JobView): Line {
  const { ui } = words;
  const dot = span(` ${signs.dot} `, 'frame');
  const counts = { done: String(job.done), total: String(job.total) };
  const old = stale === undefined ? [] : [dot, span(stale, 'warn')];
  switch (job.status) {
    case 'running': {
      const left = job.remainingMs === undefined ? [] : [dot, span(fill(ui['run.left'], { time: seconds(job.remainingMs, speaker) }), 'dim')];
      return [...bar(job.progress, BAR_CELLS, signs), span(` ${fill(ui['seeds.running'], counts)}`), ...left, ...old];
    }
    case 'done':
      return [span(`${signs.right} ${fill(ui['seeds.done'], { count: String(job.done), time: seconds(job.elapsedMs, speaker) })}`, 'good'), ...old];
    case 'cancelled':
      return [span(fill(ui['seeds.stopped'], counts), 'warn'), ...old];
    case 'failed':
      return [span(`${signs.wrong} ${failureWords(job.failure, speaker, words)}`, 'bad')];
  }
}

export function failureWords(failure: RunFailure | undefined, speaker: Speaker, { ui }: Catalogue): string {
  if (failure?.kind === 'user') return sayError(new UserError(failure.key, failure.values), speaker);
  return fill(ui['run.fault'], { message: failure?.message ?? '' });
}

/** While runs go on, only quarters are read aloud. */
export function spokenJob(view: JobView): Line {
  const { job, words, signs } = view;
  if (job.status === 'running') return [span(`${words.ui['run.running']} ${Math.floor(job.progress * 4) * 25} %`)];
  return jobLine(view).flatMap((part) => (part.style.fg !== 'frame' ? [part] : part.text.trim() === signs.dot ? [span('; ')] : []));
}
