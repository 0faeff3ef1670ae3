/** Small simulations made to behave in one way each, good or bad, for the tests of the runtime and the command line. */
import { choice, defineSimulation, integer, line, real, texts, toggle, UserError, type Frame, type Simulation } from '../../src/lesson/index.js';

const frame = (progress: number, metrics: Frame['metrics'], panels: Frame['panels'] = []): Frame => ({ progress, metrics, panels });

/** `frames` frames, the n-th with metric index = n and a random walk drawn so far. */
export const walk = defineSimulation({
  id: 'walk',
  version: 3,
  params: {
    frames: integer({ min: 1, max: 100_000, default: 10 }),
    stepSize: real({ min: -5, max: 5, step: 0.5, default: 1 }),
    shape: choice(['normal', 'uniform']),
    drift: toggle(true),
    words: texts({ maxLength: 20, maxItems: 3, default: [] }),
  },
  metrics: { index: { format: 'integer' }, position: { digits: 3 }, 'coef.*': {} },
  check({ frames, shape }) {
    if (shape === 'uniform' && frames > 1000) throw new UserError('param.range', { name: 'frames', value: frames, min: 1, max: 1000 });
  },
  *run({ params, random }) {
    const y: number[] = [];
    let position = 0;
    for (let n = 0; n < params.frames; n++) {
      position += params.stepSize * (params.shape === 'normal' ? random.normal() : random.uniform(-1, 1)) + (params.drift ? 0.1 : 0);
      y.push(position);
      const axis = (label: string) => ({ label: { raw: label } });
      yield frame((n + 1) / params.frames, { index: n, position, 'coef.a': n / 2 }, [
        line({ id: 'path', title: { raw: 'path' }, x: axis('n'), y: axis('position'), series: [{ id: 'walk', label: { raw: 'walk' }, x: y.slice(-50).map((_, i) => i), y: y.slice(-50) }] }),
      ]);
    }
  },
});

/** Computes without a pause for `busyMs` before each of 1000 frames: cannot be cancelled at a frame in time. */
export const stubborn = defineSimulation({
  id: 'stubborn',
  version: 1,
  params: { busyMs: integer({ min: 0, max: 60_000, default: 10_000 }) },
  metrics: { index: {}, time: { measured: true } },
  *run({ params, clock }) {
    for (let n = 0; n < 1000; n++) {
      for (const until = clock() + params.busyMs; clock() < until; );
      yield frame((n + 1) / 1000, { index: n });
    }
  },
});

const faulty = (id: string, run: Simulation['run']): Simulation => ({ id, version: 1, params: {}, metrics: { loss: {} }, run });

export const faults = {
  throws: faulty('throws', function* () {
    yield frame(0.5, { loss: 1 });
    throw new Error('matmul: expected [2, 3], got [3, 2]');
  }),
  notFinite: faulty('not-finite', function* () {
    yield frame(0.1, { loss: 1 });
    yield frame(0.2, { loss: Number.NaN });
  }),
  undeclared: faulty('undeclared', function* () {
    yield frame(1, { lost: 1 });
  }),
  falling: faulty('falling', function* () {
    yield frame(0.5, { loss: 1 });
    yield frame(0.4, { loss: 1 });
  }),
  beyond: faulty('beyond', function* () {
    yield frame(1.5, { loss: 1 });
  }),
  silent: faulty('silent', function* () {}),
  clocked: faulty('clocked', function* ({ clock }) {
    yield frame(1, { loss: clock() });
  }),
  twins: faulty('twins', function* () {
    const panel = { kind: 'text' as const, id: 'a', title: 'a', lines: [] };
    yield frame(1, { loss: 0 }, [panel, panel]);
  }),
  greedy: faulty('greedy', function* () {
    const hoard: unknown[] = [];
    for (;;) hoard.push(Array.from({ length: 100_000 }, (_, i) => ({ i })));
  }),
  vanishes: faulty('vanishes', function* () {
    yield frame(0.1, { loss: 1 });
    process.exit(3);
  }),
};

export const simulations: Readonly<Record<string, Simulation>> = Object.fromEntries(
  [walk, stubborn, ...Object.values(faults)].map((simulation) => [simulation.id, simulation]),
);

export async function load(id: string): Promise<Simulation> {
  if (!Object.hasOwn(simulations, id)) throw new UserError('simulation.unknown', { simulation: id, known: Object.keys(simulations).join(', ') });
  return simulations[id];
}
