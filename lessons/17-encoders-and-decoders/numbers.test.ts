/** What the words state as numbers, the masks, and that what is shown is what the models compute. */
import { describe, expect, test } from 'vitest';
import { F, math, noGrad, Random, tensor, zeros } from '../../src/core/index.js';
import { runToEnd } from '../../src/runtime/run-to-end.js';
import { ceilingsOf } from './ceilings.js';
import { encoderDecoder } from './encoder-decoder.js';
import { isLine, type Models } from './judging.js';
import { allLines, BLANK, idsOf, lineOf, START, SYMBOLS, textOf } from './language.js';
import { anatomyOf, VIEWS, type View } from './matrices.js';
import { EncoderDecoder, Stack } from './networks.js';
import { beforeBlank, readLine, withBlanks, withOneBlank } from './own-line.js';
import { rowsOf } from './rows.js';
import { continueLines, fillAtOnce, fillOneByOne, repairLines, scoreLines } from './writing.js';

const shape = { width: 16, layers: 2, positions: true };
const models: Models = { encoder: new Stack(shape, false, new Random(1)), decoder: new Stack(shape, true, new Random(2)), both: new EncoderDecoder(shape, true, new Random(3)) };
const scoresOf = (model: Stack, text: string) => noGrad(() => model.forward(rowsOf([idsOf(text)]))).toArray();
const close = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a).forEach((value, i) => expect(value).toBeCloseTo(b[i], 4));

describe('the language and what is possible at best', () => {
  test('999 different lines; 729 of them with eight symbols behind the equals sign', () => {
    expect(new Set(allLines('expanded')).size).toBe(999);
    expect([342, 40, 507].map((number) => lineOf(number, 'expanded'))).toEqual(['342=300+40+2', '040=40', '507=500+7']);
    expect([342, 444, 999].map((number) => lineOf(number, 'roman'))).toEqual(['342=CCCXLII', '444=CDXLIV', '999=CMXCIX']);
    expect(ceilingsOf('expanded')).toMatchObject({ bothSides: 1, fixedLength: 729 / 999, commonestLength: 8 });
    expect(ceilingsOf('roman').fixedLength).toBeLessThan(0.25);
  });

  test('from the left a hidden digit is found one time in ten, blanks drawn apart make 3.9 % of the lines', () => {
    const { leftOnly, independent, entropy } = ceilingsOf('expanded');
    expect(leftOnly).toBeCloseTo(100 / 999, 12);
    expect((independent * 100).toFixed(1)).toBe('3.9');
    // All three digits differ from 0: two pairs have to agree, each of nine digits.
    expect(ceilingsOf('expanded', ['342=300+40+2']).independent).toBeCloseTo(1 / 81, 12);
    expect(ceilingsOf('expanded', ['300=300']).independent).toBeCloseTo(1, 12);
    expect(math.log(999)).toBeCloseTo(6.9, 1);
    expect(entropy).toBeCloseTo(math.log(999) / (allLines('expanded').join('.').length + 1) * 999, 12);
  });

  test('what counts as a line', () => {
    expect(['342=300+40+2', '040=40'].map((text) => isLine(text, 'expanded'))).toEqual([true, true]);
    expect(['342=300+40+3', '342=300+40+2+', '40=40', '000=', '', '3_2=300+40+2'].some((text) => isLine(text, 'expanded'))).toBe(false);
    expect(isLine('342=CCCXLII', 'roman')).toBe(true);
  });
});

describe('the cards', () => {
  test('scores 2, 1 and 0 without and with a hidden third', () => {
    const shares = (scores: number[]) => Array.from(F.softmax(tensor(scores)).toArray(), (share) => (share * 100).toFixed(1));
    expect(shares([2, 1, 0])).toEqual(['66.5', '24.5', '9.0']);
    expect(shares([2, 1, -Infinity])).toEqual(['73.1', '26.9', '0.0']);
  });

  test('the encoder-decoder has more than twice the parameters of either other, which have as many', () => {
    const { metrics } = runToEnd(encoderDecoder, { steps: 50, train: 'encoder' }, 1);
    expect([metrics.encoderParameters, metrics.decoderParameters, metrics.bothParameters]).toEqual([26_816, 26_816, 61_504]);
    expect(metrics.encoderAsked).toBeGreaterThan(0.2);
    expect(metrics.encoderAsked).toBeLessThan(0.3);
    expect(metrics.decoderFill).toBeUndefined();
  });

  test('at the place before a digit, the head that is shown looks at this digit in the source', () => {
    const { frame } = runToEnd(encoderDecoder, { train: 'both' }, 0);
    const map = frame.panels.find(({ id }) => id === 'attention');
    if (map?.kind !== 'heatmap') throw new Error('the attention is a heatmap');
    const row = (place: number) => map.grid.values.slice(place * 5, place * 5 + 5).map((share) => Math.round((share ?? 0) * 100));
    expect([row('^342=300+'.length - 1), row('^342=300+40+'.length - 1)]).toEqual([[1, 98, 1, 0, 0], [0, 1, 95, 3, 0]]);
  });

  test('hiding up to 50 % teaches the encoder of the challenge to write, up to 15 % less so', () => {
    const written = (hidden: number) => runToEnd(encoderDecoder, { steps: 300, layers: 1, train: 'encoder', hidden }, 2).metrics;
    const [half, bert] = [written(0.5), written(0.15)];
    expect(half.oneByOne).toBeGreaterThan(0.8);
    expect(bert.oneByOne).toBeLessThan(0.75);
    expect(Math.min(half.encoderFill, bert.encoderFill)).toBeGreaterThan(0.9);
  });
});

describe('masks', () => {
  const before = (scores: Float32Array, places: number) => scores.subarray(0, places * SYMBOLS);

  test('a decoder does not see what comes after, an encoder does', () => {
    const [a, b] = ['^342=300', '^342=399'];
    expect(before(scoresOf(models.decoder, a), 6)).toEqual(before(scoresOf(models.decoder, b), 6));
    expect(before(scoresOf(models.encoder, a), 6)).not.toEqual(before(scoresOf(models.encoder, b), 6));
  });

  test('one pass gives at every place what the beginning alone gives: teacher forcing asks the same questions as writing', () => {
    const whole = scoresOf(models.decoder, '^342=300+40+2');
    for (const length of [1, 4, 9]) close(scoresOf(models.decoder, '^342=300+40+2'.slice(0, length)).subarray((length - 1) * SYMBOLS), whole.subarray((length - 1) * SYMBOLS, length * SYMBOLS));
  });

  test('padding changes nothing', () => {
    const rows = rowsOf([idsOf('040=40'), idsOf('342=300+40+2')]);
    close(noGrad(() => models.encoder.forward(rows)).toArray().subarray(0, 6 * SYMBOLS), scoresOf(models.encoder, '040=40'));
    const alone = repairLines(models.both, [idsOf('040=40')]).lines[0];
    expect(repairLines(models.both, [idsOf('040=40'), idsOf('342=300+40+2')]).lines[0]).toEqual(alone);
  });

  test('the target sees the source, unless it must not look', () => {
    const scores = (model: EncoderDecoder, source: string) => noGrad(() => model.forward(rowsOf([idsOf(source)]), rowsOf([[START]]))).toArray();
    const blind = new EncoderDecoder(shape, false, new Random(3));
    expect(scores(models.both, '3_')).not.toEqual(scores(models.both, '4_'));
    expect(scores(blind, '3_')).toEqual(scores(blind, '4_'));
  });
});

describe('the matrices', () => {
  const read = { encoder: idsOf('3_2=300'), decoder: idsOf('342=3'), source: idsOf('342=_'), target: idsOf('342=300') };

  test.each(VIEWS.map((view) => [view] as const))('%s: the weights are those the model uses; queries, keys, values and scores lead to them', (view: View) => {
    const used: Float32Array[] = [];
    const onWeights = (weights: { toArray(): Float32Array }) => void used.push(weights.toArray());
    noGrad(() => {
      const [source, target] = [rowsOf([read.source]), rowsOf([[START, ...read.target]])];
      if (view === 'cross' || view === 'target') {
        const memory = models.both.memory(source);
        const first = models.both.blocks[0].forward(models.both.inputs.forward(target), memory);
        models.both.blocks[1].forward(first, memory, view === 'cross' ? { cross: { onWeights } } : { self: { onWeights } });
        return;
      }
      const model = view === 'source' ? models.both.encoder : models[view];
      const rows = view === 'source' ? source : rowsOf([view === 'encoder' ? read.encoder : [START, ...read.decoder]]);
      model.blocks[1].forward(model.blocks[0].forward(model.inputs.forward(rows)), { onWeights });
    });
    const { weights, scores, queries, keys, values, mixed, asking, asked } = anatomyOf(models, read, view, 2, 3);
    const [rows, columns] = [weights.rows, weights.columns];
    expect([rows, columns]).toEqual([asking.length, asked.length]);
    close(weights.values.map((value) => value ?? 0), used[0].subarray(2 * rows * columns, 3 * rows * columns));
    const at = (matrix: typeof keys, i: number, j: number) => matrix.values[i * matrix.columns + j] ?? 0;
    const [i, j] = [rows - 1, 1];
    expect(at(scores, i, j)).toBeCloseTo(Array.from({ length: 4 }, (_, c) => at(queries, i, c) * at(keys, j, c)).reduce((a, b) => a + b) / Math.sqrt(4), 4);
    expect(at(mixed, i, 2)).toBeCloseTo(Array.from({ length: columns }, (_, c) => at(weights, i, c) * at(values, c, 2)).reduce((a, b) => a + b), 4);
    expect(scores.values[1] === null).toBe(view === 'decoder' || view === 'target');
  });
});

describe('writing', () => {
  test('at once is one pass; one by one takes a pass for each blank, and a single blank is filled alike', () => {
    const line = idsOf('3_2=300+40+2');
    expect(fillOneByOne(models.encoder, [line])).toMatchObject({ passes: 1, lines: fillAtOnce(models.encoder, [line]) });
    const two = fillOneByOne(models.encoder, [idsOf('3__='), idsOf('3_2=')]);
    expect(two).toMatchObject({ passes: 2, passesEach: 1.5 });
    expect(two.lines.flat()).not.toContain(BLANK);
  });

  test('the likelihood of a line is the sum over its symbols and its end', () => {
    const [all, begun] = [scoreLines(models.decoder, [idsOf('34')])[0], scoresOf(models.decoder, '^34')];
    const logs = F.logSoftmax(tensor(begun, [3, SYMBOLS])).toArray();
    const [three, four] = idsOf('34');
    expect(all).toBeCloseTo(logs[three] + logs[SYMBOLS + four] + logs[2 * SYMBOLS + idsOf('.')[0]], 4);
  });

  test('stops at its limit or its end mark', () => {
    expect(continueLines(models.decoder, [idsOf('34')], null, 1)).toMatchObject({ passes: 1 });
    const never = new Stack(shape, true, new Random(2));
    never.inputs.symbols.weight.copy_(zeros(never.inputs.symbols.weight.shape)); // all scores equal: the first symbol, for ever
    expect(textOf(continueLines(never, [[]]).lines[0])).toMatch(/^0+$/);
  });
});

describe('the learner’s line', () => {
  const line = (text: string) => readLine(text, 'expanded');

  test('says what is asked, and is handed to each model in its way', () => {
    expect([line('3_2=300+40+2').task, line('42=').task, line('3').task, line('342=30').task]).toEqual(['fill', 'rewrite', 'continue', 'continue']);
    expect(textOf(line(' ４2＝').ids)).toBe('042=');
    expect(textOf(readLine('42=xl_i', 'roman').ids)).toBe('042=XL_I');
    expect(textOf(withBlanks(line('42='), 8))).toBe('042=________');
    expect(textOf(withOneBlank(line('42=')))).toBe('042=_');
    expect(textOf(beforeBlank(line('3_2=300+40+2')))).toBe('3');
  });

  test('or is refused by name', () => {
    const refused = (key: string) => expect.objectContaining({ key });
    expect(() => line(' ')).toThrowError(refused('line.empty'));
    expect(() => line('342=CCC')).toThrowError(refused('line.symbol'));
    for (const text of ['3422=', '000=', '=3', '3+4=', '1=2=']) expect(() => line(text), text).toThrowError(refused('line.number'));
    expect(() => encoderDecoder.check?.({ ...defaults(), layers: 1, layer: 2 })).toThrowError(refused('view.layer'));
  });

  function defaults() {
    return { line: '342=', writing: 'expanded', train: 'all', steps: 400, width: 32, layers: 2, learningRate: 0.005, hidden: 0.5, causalMask: true, looking: true, positions: true, view: 'cross', layer: 1, head: 1 } as const;
  }
});
