/**
 * A network of digits in fewer bits: trained in float32, rounded to 8, 4, 3 and 2 bits in three ways, and trained with the rounding;
 * every guess by the core's integer product. Accuracy, agreement and size over repetitions; and how long the integer product takes here.
 */
import { F, scope, type Random } from '../../src/core/index.js';
import { choice, defineSimulation, integer, message, real, type Frame, type Label, type MetricSpecs } from '../../src/lesson/index.js';
import { DigitNetwork, drawDigits, LOOK_EVERY, type DigitData } from './digit-network.js';
import { ARITHMETICS, Int8Bench, WIDTHS, type SpeedJob } from './int8-speed.js';
import { OUTLIER_BITS, QuantizationRecord } from './quantization-record.js';
import { picturesOf } from './quantization-panels.js';
import { BITS, METHODS, quantizeOptions, type Bits, type Rounding } from './rounding.js';
import { Stopwatch, timesFaster } from './stopwatch.js';

const LEARNING_RATE = 0.005;
const FINE_LEARNING_RATE = 0.002;
const WARM_UPS = 3;
/** Of the whole run; timing has the rest. */
const TRAINING_SHARE = 0.85;
const WIDEST = WIDTHS[WIDTHS.length - 1];

const accuracies: MetricSpecs = Object.fromEntries(
  [...METHODS.flatMap((method) => BITS.map((bits) => `accuracy.${method}${bits}`)), ...BITS.map((bits) => `longer.${bits}`), 'outlier.tensor', 'outlier.channel', 'agreement.channel8', 'agreement.channel4'].map((name) => [
    name,
    { format: 'percent', digits: 1, better: 'higher', headline: false },
  ]),
);

export const quantization = defineSimulation({
  id: 'quantization',
  version: 1,
  params: {
    bits: choice(['8', '4', '3', '2'], { default: '4' }),
    method: choice(METHODS, { default: 'channel' }),
    hidden: integer({ min: 8, max: 128, step: 4, default: 32 }),
    activations: choice(['8', 'same']),
    awareSteps: integer({ min: 0, max: 800, step: 50, default: 200 }),
    factor: real({ min: 1, max: 1000, step: 10 ** 0.5, scale: 'log', default: 30 }),
    batch: integer({ min: 1, max: 128, step: 2, scale: 'log', default: 16 }),
    rounds: integer({ min: 1, max: 51, step: 2, default: 15 }),
    steps: integer({ min: 50, max: 1000, step: 50, default: 400 }),
    repetitions: integer({ min: 1, max: 20, default: 5 }),
  },
  metrics: {
    floatAccuracy: { format: 'percent', digits: 1, better: 'higher' },
    accuracy: { format: 'percent', digits: 1, better: 'higher' },
    agreement: { format: 'percent', digits: 1, better: 'higher' },
    floatBytes: { format: 'bytes' },
    bytes: { format: 'integer', better: 'lower' },
    speedup: { digits: 2, better: 'higher', measured: true },
    floatTime: { digits: 3, better: 'lower', measured: true, headline: false },
    int8Time: { digits: 3, better: 'lower', measured: true, headline: false },
    ...accuracies,
  },

  *run({ params, random, clock }) {
    const { hidden, repetitions, batch, rounds } = params;
    const bits = BITS.find((each) => String(each) === params.bits) ?? 8;
    const rounding = (method: Rounding['method'], b: Bits): Rounding => ({ method, bits: b, inputBits: params.activations === 'same' ? b : 8 });
    const record = new QuantizationRecord(hidden, rounding(params.method, bits), params.factor);
    let watch: Stopwatch<SpeedJob> | undefined;
    const frame = (progress: number, note: Label): Frame => ({ progress, metrics: { ...record.metrics(), ...speeds(watch) }, panels: picturesOf(record, watch, { repetitions, batch }), note });
    yield frame(0, 'note.start');

    for (let repetition = 0; repetition < repetitions; repetition++) {
      const values = { repetition: repetition + 1, repetitions };
      let stage = 0;
      for (const note of studies(record, rounding, params, random.split(`repetition ${repetition}`))) {
        stage++;
        yield frame((TRAINING_SHARE * (repetition + Math.min(stage / stagesOf(params), 1))) / repetitions, message(note, values));
      }
    }

    const bench = new Int8Bench(batch, random.split('speed'));
    try {
      watch = new Stopwatch(bench.jobs, clock);
      const timings = (WARM_UPS + rounds) * bench.jobs.length;
      let done = 0;
      for (const _ of watch.measure({ warmUps: WARM_UPS, rounds }, random.split('order'))) {
        done++;
        if (done % bench.jobs.length === 0 && done < timings) yield frame(TRAINING_SHARE + ((1 - TRAINING_SHARE) * done) / timings, 'note.timing');
      }
      yield frame(1, 'note.done');
    } finally {
      bench.dispose();
    }
  },
});

/** How often a repetition is seen: while training in float32, after rounding, and in five trainings more. */
function stagesOf({ steps, awareSteps }: Settings): number {
  return Math.floor(steps / LOOK_EVERY) + 1 + (1 + BITS.length) * Math.floor(awareSteps / LOOK_EVERY);
}

interface Settings {
  readonly hidden: number;
  readonly steps: number;
  readonly awareSteps: number;
}

/** One repetition on digits of its own: yields what it is at. */
function* studies(record: QuantizationRecord, rounding: (method: Rounding['method'], bits: Bits) => Rounding, { hidden, steps, awareSteps }: Settings, random: Random): Generator<string, void> {
  const data = drawDigits(random.split('digits'));
  const network = new DigitNetwork(hidden, random.split('start'));
  for (const _ of network.learn(data, { steps, lr: LEARNING_RATE, random: random.split('order') })) yield 'note.float';
  const plain = network.guess(data.test);
  record.float.push(share(plain, data.testLabels));
  const trained = network.stateDict();

  const note = (found: Rounding) => {
    const guesses = network.guess(data.test, found);
    const { right, agreeing } = record.tally(found.method, found.bits);
    right.push(share(guesses, data.testLabels));
    agreeing.push(share(guesses, plain));
    if (record.weights === undefined && found.method === record.chosen.method && found.bits === record.chosen.bits) record.weights = middleWeights(network, found);
  };
  for (const bits of BITS) for (const method of METHODS) if (method !== 'aware') note(rounding(method, bits));
  yield 'note.rounding';

  network.rescaleUnit(network.strongestUnit(), record.factor);
  for (const method of ['tensor', 'channel'] as const) push(record.outlier, method, accuracyOf(network, data, rounding(method, OUTLIER_BITS)));
  network.loadStateDict(trained);

  for (const _ of network.learn(data, { steps: awareSteps, lr: FINE_LEARNING_RATE, random: random.split('fine') })) yield 'note.longer';
  for (const bits of BITS) push(record.longer, bits, accuracyOf(network, data, rounding('clipped', bits)));

  for (const bits of BITS) {
    const found = rounding('aware', bits);
    network.loadStateDict(trained);
    for (const _ of network.learn(data, { steps: awareSteps, lr: FINE_LEARNING_RATE, rounding: found, random: random.split('fine') })) yield 'note.aware';
    note(found);
  }
  for (const each of [network, data.train, data.test]) each.dispose();
}

function accuracyOf(network: DigitNetwork, { test, testLabels }: DigitData, rounding: Rounding): number {
  return share(network.guess(test, rounding), testLabels);
}

function share(guesses: Int32Array, answers: Int32Array): number {
  return guesses.reduce((sum, guess, i) => sum + (guess === answers[i] ? 1 : 0), 0) / guesses.length;
}

function push<K>(map: Map<K, number[]>, key: K, value: number): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}

function middleWeights(network: DigitNetwork, rounding: Rounding): QuantizationRecord['weights'] {
  const { weight } = network.layers[1];
  return scope(() => ({ before: weight.toArray(), after: F.dequantize(F.quantize(weight, quantizeOptions(rounding))).toArray() }));
}

/** Of the widest layer. */
function speeds(watch: Stopwatch<SpeedJob> | undefined) {
  const [float, int8] = ARITHMETICS.map((arithmetic) => watch?.median(`${arithmetic} ${WIDEST}`));
  const speedup = timesFaster(float, int8);
  return { ...(float === undefined ? {} : { floatTime: float }), ...(int8 === undefined ? {} : { int8Time: int8 }), ...(speedup === undefined ? {} : { speedup }) };
}
