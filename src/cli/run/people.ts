/** The result of a run for people: the final panels drawn, or in words and tables where drawings are no use; then the metrics. */
import type { Panel } from '../../lesson/index.js';
import { describePanel, layoutPanels, lineWidth, renderFrame, type Line } from '../../plot/index.js';
import { formatNumber } from '../../words/numbers.js';
import type { Context } from '../context.js';
import { heading, paragraph, tableLines } from '../layout.js';
import type { Named } from '../simulation.js';
import type { Finished } from './execute.js';
import { metricsTable } from './metrics-table.js';

/** Rows of one page of drawings. */
const PAGE_ROWS = 28;

export async function reportForPeople({ plan, frame, elapsedMs, record }: Finished, context: Context): Promise<void> {
  const { words, language, looks } = context;
  const title = context.fill(words['run.heading'], { simulation: plan.simulation.id, title: plan.level.title[language], seed: String(plan.seed) });
  for (const line of heading(title, looks.width)) await context.print(line);
  await context.print();
  await showPanels(frame.panels, plan, context);
  for (const line of metricsTable(frame.metrics, plan, context)) await context.print(line);
  await context.print();
  const time = formatNumber(elapsedMs / 1000, { format: 'seconds' }, language);
  await context.print(context.fill(record ? words['run.elapsed'] : words['run.elapsedUnkept'], { time, id: record?.id ?? '' }));
}

/** Drawn, or in words and tables. */
export async function showPanels(panels: readonly Panel[], named: Named, context: Context): Promise<void> {
  await (context.looks.plain ? tellPanels(panels, named, context) : drawPanels(panels, named, context));
}

async function drawPanels(panels: readonly Panel[], { speaker }: Named, { looks, color, draw, print }: Context): Promise<void> {
  const options = { width: looks.width, height: PAGE_ROWS, charset: looks.charset, color, speaker };
  const pages = layoutPanels(panels, looks.width, PAGE_ROWS).length;
  for (let page = 0; page < pages; page++) {
    await draw(withoutBlankEnd(renderFrame(panels, { ...options, page }).lines));
    await print();
  }
}

async function tellPanels(panels: readonly Panel[], { speaker }: Named, { looks, print }: Context): Promise<void> {
  for (const panel of panels) {
    const { title, sentences, header, rows } = describePanel(panel, speaker);
    const columns = (header.length > 0 ? header : (rows[0] ?? [])).map((name) => (header.length > 0 ? { title: name } : {}));
    const table = rows.length > 0 ? tableLines(columns, rows, looks.width) : [];
    for (const line of [...heading(title, looks.width), ...sentences.flatMap((sentence) => paragraph(sentence, looks.width)), ...table, '']) await print(line);
  }
}

function withoutBlankEnd(lines: readonly Line[]): readonly Line[] {
  const blank = (line: Line) => lineWidth(line) === 0 || line.every(({ text, style }) => text.trim() === '' && style.bg === undefined);
  let end = lines.length;
  while (end > 0 && blank(lines[end - 1])) end--;
  return lines.slice(0, end);
}
