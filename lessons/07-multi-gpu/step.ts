/** A step as it unfolds, and what it comes to: time, idle devices, bytes sent, activations held. Measured from the events alone. */
import { simulate, type Plan, type Task } from './events.js';
import type { Setting } from './hardware.js';
import { planOf, type Strategy } from './strategies.js';

/** A stretch of time in which a device does one thing. */
export interface Span {
  readonly device: number;
  readonly kind: Task['kind'];
  readonly start: number;
  end: number;
  readonly label?: string;
}

export class Step {
  #plan: Plan | undefined;
  /** Started so far. */
  started = 0;
  /** Seconds of simulated time. */
  now = 0;
  /** When the last piece that has started ends. */
  end = 0;
  /** By device, in the order of time. */
  readonly computing: Span[][];
  /** When its outgoing link is occupied, by device, in the order of time. */
  readonly sending: Span[][];
  /** Bytes sent, by device. */
  readonly sent: number[];
  /** Bytes of activations held at most, by device. */
  readonly peak: number[];

  constructor(private readonly strategy: Strategy, readonly setting: Setting) {
    const lists = (): Span[][] => Array.from({ length: setting.devices }, () => []);
    this.computing = lists();
    this.sending = lists();
    this.sent = new Array<number>(setting.devices).fill(0);
    this.peak = new Array<number>(setting.devices).fill(0);
  }

  /** Made when first asked for: what does not fit is never planned. */
  get plan(): Plan {
    return (this.#plan ??= planOf(this.strategy, this.setting));
  }

  /** Carries the step out; hands out itself after every piece of work that starts. */
  *run(): Generator<this, void, void> {
    const { devices } = this.setting;
    const held = new Array<number>(devices).fill(0);
    for (const task of simulate(this.plan)) {
      this.started++;
      this.now = task.start;
      this.end = Math.max(this.end, task.end);
      const device = task.resource % devices;
      if (task.resource < devices) {
        // Gone only when the work is done, but the next work of the device cannot begin before that.
        held[device] += task.activations;
        this.peak[device] = Math.max(this.peak[device], held[device]);
        extend(this.computing[device], device, task);
      } else {
        this.sent[device] += task.bytes;
        extend(this.sending[device], device, task);
      }
      yield this;
    }
  }

  /** Carries the step out to its end. */
  finish(): this {
    for (const _ of this.run());
    return this;
  }

  /** Share of the time, up to the end, in which a device computes; mean over the devices. */
  get computeShare(): number {
    return this.end === 0 ? 0 : sum(this.computing.map(length)) / (this.setting.devices * this.end);
  }

  /** Seconds in which a link is occupied, mean over the devices. */
  get sendingSeconds(): number {
    return sum(this.sending.map(length)) / this.setting.devices;
  }

  /** The part of them in which the sending device computes nothing: what communication adds to the step, at most. */
  get exposedSeconds(): number {
    return sum(this.sending.map((spans, device) => length(without(spans, this.computing[device])))) / this.setting.devices;
  }
}

/** Appends a piece of work, to the span before it where one goes on into the other. */
function extend(spans: Span[], device: number, { kind, start, end, label }: Task): void {
  if (end === start) return;
  const last = spans[spans.length - 1];
  if (last && last.kind === kind && last.label === label && last.end === start) last.end = end;
  else spans.push({ device, kind, start, end, label });
}

function length(spans: readonly Span[]): number {
  return spans.reduce((total, { start, end }) => total + end - start, 0);
}

/** What of `spans` lies outside all of `others`; both in the order of time. */
export function without(spans: readonly Span[], others: readonly Span[]): Span[] {
  const left: Span[] = [];
  let at = 0;
  for (const span of spans) {
    let { start } = span;
    while (at > 0 && others[at - 1].end > start) at--;
    while (at < others.length && others[at].end <= start) at++;
    for (let i = at; i < others.length && others[i].start < span.end; i++) {
      if (others[i].start > start) left.push({ ...span, start, end: others[i].start });
      start = Math.max(start, others[i].end);
    }
    if (start < span.end) left.push({ ...span, start });
  }
  return left;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
