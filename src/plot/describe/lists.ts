/** Descriptions of what is a list already: bars, tables, tokens, lines of text. */
import type { BarsPanel, TablePanel, TextPanel, TokensPanel } from '../../lesson/panels.js';
import { say, type Speaker } from '../../words/say.js';
import { withoutControls } from '../cells.js';
import { cellText } from '../panels/table.js';
import { axisTitle } from '../scale.js';
import { plotWords, sayPlot } from '../words.js';
import { emphasisWord, number, ruleSentence, thinned, withoutEmptyColumns, type Body } from './body.js';

export function describeBars(panel: BarsPanel, speaker: Speaker): Body {
  const show = (value: number) => number(value, panel.value, speaker);
  const { rows, remark } = thinned(panel.bars, speaker);
  let top = panel.bars[0];
  let bottom = panel.bars[0];
  for (const bar of panel.bars) {
    if (bar.value > top.value) top = bar;
    if (bar.value < bottom.value) bottom = bar;
  }
  const value = say(panel.value.label, speaker);
  const sentence =
    top === undefined
      ? sayPlot('empty', {}, speaker)
      : sayPlot('describeBars', { count: panel.bars.length, value, top: say(top.label, speaker), high: show(top.value), bottom: say(bottom.label, speaker), low: show(bottom.value) }, speaker);
  return {
    sentences: [sentence, ...ruleSentence(panel.rules, () => panel.value, speaker), ...remark],
    ...withoutEmptyColumns(
      [sayPlot('columnName', {}, speaker), axisTitle(panel.value, speaker), sayPlot('columnLow', {}, speaker), sayPlot('columnHigh', {}, speaker), sayPlot('columnNote', {}, speaker), sayPlot('columnSign', {}, speaker)],
      rows.map((bar) => [
        say(bar.label, speaker),
        show(bar.value),
        bar.interval === undefined ? '' : show(bar.interval[0]),
        bar.interval === undefined ? '' : show(bar.interval[1]),
        bar.note === undefined ? '' : say(bar.note, speaker),
        emphasisWord(bar.emphasis, speaker),
      ]),
    ),
  };
}

export function describeTable(panel: TablePanel, speaker: Speaker): Body {
  return {
    sentences: [sayPlot('describeTable', { rows: panel.rows.length, columns: panel.columns.length }, speaker)],
    ...withoutEmptyColumns(
      [...panel.columns.map(({ label }) => say(label, speaker)), sayPlot('columnSign', {}, speaker)],
      panel.rows.map(({ cells, emphasis }) => [...panel.columns.map((column, i) => cellText(cells[i] ?? null, column, speaker)), emphasisWord(emphasis, speaker)]),
    ),
  };
}

const HEAVIEST = 3;

export function describeTokens(panel: TokensPanel, speaker: Speaker): Body {
  const text = panel.tokens.map((token) => token.text).join('');
  const heavy = panel.tokens
    .filter(({ weight }) => weight !== undefined && weight !== 0)
    .sort((a, b) => Math.abs(b.weight ?? 0) - Math.abs(a.weight ?? 0))
    .slice(0, HEAVIEST)
    .map(({ text: token, weight }) => `${withoutControls(token).trim()} ${number(weight, { digits: 2 }, speaker)}`);
  const weight = panel.weightLabel === undefined ? sayPlot('weight', {}, speaker) : say(panel.weightLabel, speaker);
  const marked = panel.tokens.filter((token) => token.weight !== undefined || (token.emphasis ?? 'none') !== 'none');
  const { rows, remark } = thinned(marked, speaker);
  return {
    sentences: [
      sayPlot('describeTokens', { count: panel.tokens.length, text: withoutControls(text) }, speaker),
      ...(heavy.length === 0 ? [] : [sayPlot('describeHeaviest', { tokens: heavy.join(plotWords(speaker).listSeparator) }, speaker)]),
      ...remark,
    ],
    ...withoutEmptyColumns(
      [sayPlot('columnToken', {}, speaker), weight, sayPlot('columnSign', {}, speaker)],
      rows.map((token) => [withoutControls(token.text).trim(), token.weight === undefined ? '' : number(token.weight, { digits: 2 }, speaker), emphasisWord(token.emphasis, speaker)]),
    ),
  };
}

export function describeText(panel: TextPanel, speaker: Speaker): Body {
  return {
    sentences: panel.lines.map(({ text, emphasis }) => {
      const word = emphasisWord(emphasis, speaker);
      return word === '' ? say(text, speaker) : sayPlot('axisWithUnit', { label: say(text, speaker), unit: word }, speaker);
    }),
    header: [],
    rows: [],
  };
}
