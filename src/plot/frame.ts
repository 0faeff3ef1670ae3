/** The panels of a frame on one page of a screen. */
import type { Panel } from '../lesson/panels.js';
import { Canvas } from './canvas.js';
import type { Line } from './cells.js';
import type { Cursor } from './inspect/cursor.js';
import { layoutPanels } from './layout.js';
import { drawPanel, type RenderOptions } from './render.js';

export interface FrameOptions extends Omit<RenderOptions, 'overlay' | 'cursor'> {
  /** Counted from 0; beyond the last page it is the last. */
  readonly page?: number;
  /** Panels of an earlier run; each lies behind the panel of the same id. */
  readonly overlays?: readonly Panel[];
  /** Where values are read, on which panel (its id); its page is the one that is drawn. */
  readonly reading?: { readonly panel: string; readonly cursor: Cursor };
}

export interface RenderedFrame {
  readonly lines: Line[];
  readonly page: number;
  readonly pages: number;
  /** Place of the first panel of the page among all. */
  readonly first: number;
}

export function renderFrame(panels: readonly Panel[], options: FrameOptions): RenderedFrame {
  const canvas = new Canvas(options.width, options.height);
  const pages = layoutPanels(panels, canvas.width, canvas.height, options.speaker);
  const { reading } = options;
  const wanted = reading === undefined ? (options.page ?? 0) : pages.findIndex((placements) => placements.some(({ panel }) => panel.id === reading.panel));
  const page = Math.max(0, Math.min(wanted, pages.length - 1));
  for (const { panel, rect } of pages[page] ?? []) {
    drawPanel(canvas, rect, panel, { ...options, overlay: options.overlays?.find(({ id, kind }) => id === panel.id && kind === panel.kind), cursor: reading?.panel === panel.id ? reading.cursor : undefined });
  }
  return { lines: canvas.toLines(), page, pages: pages.length, first: Math.min(...(pages[page] ?? []).map(({ index }) => index), panels.length) };
}
