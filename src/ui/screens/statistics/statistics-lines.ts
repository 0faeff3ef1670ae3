/** What has been done so far, in figures and as a calendar. Days are counted, never days in a row. */
import { pad, width, type Line } from '../../../plot/index.js';
import type { Day, Progress, Statistics } from '../../../progress/index.js';
import { formatNumber } from '../../../words/numbers.js';
import { fill } from '../../../words/say.js';
import { bar, line, plainLine, words as span } from '../../components/lines.js';
import { prose } from '../../components/prose.js';
import type { Game } from '../../game-context.js';
import { dueInWords } from '../review/due.js';
import { calendarOf } from './calendar.js';

export interface StatisticsView {
  readonly statistics: Statistics;
  readonly practice: Progress['practice'];
  readonly today: Day;
  /** Levels of the course. */
  readonly levels: number;
}

interface Figure {
  readonly label: string;
  readonly value: string;
  /** 0 to 1. */
  readonly share?: number;
}

const WEEKS = 5;
const BAR_CELLS = 20;
const DAY_CELLS = 6;

export function statisticsLines(view: StatisticsView, game: Game, cells: number): readonly Line[] {
  const { ui } = game.words;
  if (view.statistics.days === 0 && view.statistics.levelsBegun === 0) return prose(ui['statistics.nothing'], cells, game.charset);
  const all = figures(view, game);
  const labels = Math.max(...all.map(({ label }) => width(label)));
  const values = Math.max(...all.map(({ value }) => width(value)));
  const rows = all.map(({ label, value, share }) =>
    line(span(pad(label, labels), 'dim'), span(`  ${pad(value, values, 'right')}`, undefined, true), ...(share === undefined || game.plain ? [] : [span('  '), ...bar(share, BAR_CELLS, game.signs)])),
  );
  return [...rows, [], plainLine(dueInWords(game)), [], ...(game.plain ? spokenCalendar(view, game) : calendarLines(view, game))];
}

function figures({ statistics: s, levels }: StatisticsView, { words: { ui }, language }: Game): readonly Figure[] {
  const of = (label: string, count: number, total: number): Figure => ({ label, value: fill(ui['statistics.of'], { count, total }), share: total === 0 ? 0 : count / total });
  return [
    { label: ui['statistics.days'], value: String(s.days) },
    { label: ui['statistics.time'], value: timeInWords(s.seconds, ui) },
    of(ui['statistics.levels'], s.levelsBegun, levels),
    of(ui['statistics.stars'], s.stars, 3 * levels),
    of(ui['statistics.cards'], s.remembered, s.cards),
    ...(s.predictions === 0 ? [] : [of(ui['statistics.predictions'], s.predictedRight, s.predictions)]),
    { label: ui['statistics.reviews'], value: formatNumber(s.reviews, { format: 'integer' }, language) },
    { label: ui['statistics.runs'], value: formatNumber(s.runs, { format: 'integer' }, language) },
  ];
}

/** Hours and minutes; seconds would pretend too much. */
function timeInWords(seconds: number, ui: Game['words']['ui']): string {
  const minutes = Math.round(seconds / 60);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return hours === 0 ? fill(ui['statistics.minutes'], { minutes: rest }) : fill(ui['statistics.hours'], { hours, minutes: rest });
}

function calendarLines({ practice, today }: StatisticsView, { words: { ui }, signs }: Game): readonly Line[] {
  const head = Math.max(8, width(ui['statistics.week']));
  const title = line(span(pad(ui['statistics.week'], head), 'dim'), ...ui['statistics.weekdays'].split(' ').map((name) => span(pad(name, DAY_CELLS, 'right'), 'dim')));
  const weeks = calendarOf(practice, today, WEEKS).map(({ first, days }) =>
    line(
      span(pad(first.slice(5), head), 'dim'),
      ...days.map(({ day, minutes, coming }) => {
        const text = coming ? '' : minutes === undefined ? signs.dot : String(minutes);
        return span(pad(text, DAY_CELLS, 'right'), minutes === undefined ? 'frame' : 'accent', day === today);
      }),
    ),
  );
  return [[span(ui['statistics.calendar'], 'title')], title, ...weeks];
}

function spokenCalendar({ practice, today }: StatisticsView, { words: { ui } }: Game): readonly Line[] {
  const days = calendarOf(practice, today, WEEKS).flatMap((week) => week.days).filter(({ minutes }) => minutes !== undefined);
  return [plainLine(ui['statistics.calendar']), ...days.map(({ day, minutes = 0 }) => plainLine(`${day}: ${fill(ui['statistics.minutes'], { minutes })}`))];
}
