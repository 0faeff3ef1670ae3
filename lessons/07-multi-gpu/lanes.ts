/**
 * What a device's lane of the timeline shows: computing, and sending where the device can do nothing else meanwhile. A lane with more
 * pieces than a terminal has columns is drawn in cells that share out the kinds of work by the time they really take.
 */
import { without, type Span, type Step } from './step.js';

/** Cells of a lane that has more pieces than that. */
const CELLS = 48;

/** Up to the present moment of the step. */
export function laneSpans(step: Step, device: number): Span[] {
  const { now, computing, sending } = step;
  const all = [...computing[device], ...without(sending[device], computing[device])];
  const count = all.length;
  const spans = all
    .filter(({ start }) => start < now)
    .map((span) => ({ ...span, end: Math.min(span.end, now) }))
    // A drawing gives every span a column at least; what would take far less of it is better left out.
    .filter(({ kind, start, end }) => kind !== 'communication' || count > CELLS || end - start > now / (4 * CELLS))
    .sort((a, b) => a.start - b.start);
  return spans.length > CELLS ? inCells(spans, device, now) : spans;
}

/** Each cell shows one kind (or nothing): the one that is most behind its share of the time so far. */
function inCells(spans: readonly Span[], device: number, now: number): Span[] {
  const cell = now / CELLS;
  const kinds = ['forward', 'backward', 'communication'] as const;
  /** Cells that each kind should have had up to here, less those it got. The last is idle time. */
  const owed = [0, 0, 0, 0];
  const cells: Span[] = [];
  let first = 0;
  for (let c = 0; c < CELLS; c++) {
    const [from, to] = [c * cell, (c + 1) * cell];
    while (first < spans.length && spans[first].end <= from) first++;
    let idle = 1;
    for (let i = first; i < spans.length && spans[i].start < to; i++) {
      const share = Math.max(0, Math.min(to, spans[i].end) - Math.max(from, spans[i].start)) / cell;
      owed[kinds.indexOf(spans[i].kind)] += share;
      idle -= share;
    }
    owed[3] += idle;
    const chosen = owed.indexOf(Math.max(...owed));
    owed[chosen]--;
    const last = cells[cells.length - 1];
    if (chosen === 3) continue;
    if (last && last.kind === kinds[chosen] && last.end === from) last.end = to;
    else cells.push({ device, kind: kinds[chosen], start: from, end: to });
  }
  return cells;
}
