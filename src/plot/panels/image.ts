/**
 * Small grey pictures in labelled groups: half blocks, enlarged as far as all of them fit, wrapped into rows. Where most
 * of them would have to be left out, they are drawn in braille dots: half the size, ink or paper, no grey.
 */
import type { ImagePanel, Picture } from '../../lesson/panels.js';
import { say } from '../../words/say.js';
import type { Canvas, Rect } from '../canvas.js';
import { pad, truncate, width } from '../cells.js';
import { DIM, emphasisMark, emphasisStyle, sayLeftOut, type DrawContext } from '../context.js';
import { markCell } from '../inspect/draw.js';
import { paintDots, paintPixels } from '../pixels.js';
import { sayPlot } from '../words.js';

export function imagePanelEmpty(panel: ImagePanel): boolean {
  return !panel.groups.some(({ pictures }) => pictures.some(({ rows, columns }) => rows > 0 && columns > 0));
}

/** Enlargements tried, largest first; below 1 several pixels share one. */
const ZOOMS = [4, 3, 2, 1, 1 / 2, 1 / 3, 1 / 4, 1 / 8];
/** Pictures are not made smaller than this many pixels a side; rather some are left out. */
const LEAST_SIDE = 8;
const GAP = 2;
/** From here on a pixel is a dot. */
const INK = 0.25;

interface Slot {
  readonly width: number;
  readonly rows: number; // of the picture
  readonly captioned: boolean;
}
interface Plan {
  readonly zoom: number;
  /** In dots, eight a cell, with marks beside the pictures and no captions. */
  readonly dots: boolean;
  /** Columns between pictures. */
  readonly gap: number;
  readonly labelWidth: number; // 0: labels stand above
  readonly slots: readonly Slot[]; // one a group
  readonly perRow: readonly number[];
  readonly height: number;
}

export function drawImagePanel(canvas: Canvas, rect: Rect, given: ImagePanel, context: DrawContext): void {
  if (imagePanelEmpty(given)) return;
  const panel: ImagePanel = { ...given, groups: given.groups.filter(({ pictures }) => pictures.length > 0) };
  let side = Infinity;
  for (const { pictures } of panel.groups) for (const { rows, columns } of pictures) side = Math.min(side, rows, columns);
  const plans = ZOOMS.filter((zoom) => zoom >= 1 || side * zoom >= LEAST_SIDE).map((zoom) => planAt(panel, zoom, false, rect, context));
  let plan = plans.find(({ height, slots }) => height <= rect.height && slots.every((slot) => slot.width <= rect.width)) ?? plans[plans.length - 1];
  let rows = shareRows(panel, plan, rect.height);
  if (context.charset === 'braille' && mostLeftOut(panel, plan, rows)) {
    plan = planAt(panel, 1, true, rect, context);
    rows = shareRows(panel, plan, rect.height);
  }
  let y = rect.y;
  panel.groups.forEach((group, g) => {
    const room = rect.y + rect.height - y;
    if (room <= 0) return;
    if (rows[g] === 0) {
      if (rows[g - 1] !== 0) canvas.put(rect.x, y, sayLeftOut('more', panel.groups.length - g, context), DIM, rect.x + rect.width);
      return;
    }
    if (plan.labelWidth === 0 && group.label !== undefined && room > 1) {
      canvas.put(rect.x, y, truncate(say(group.label, context.speaker), rect.width, context.glyphs.ellipsis), DIM);
      y++;
    }
    y = drawGroup(canvas, { ...rect, y, height: rect.y + rect.height - y }, panel, g, rows[g], plan, context);
  });
}

function mostLeftOut(panel: ImagePanel, plan: Plan, rows: readonly number[]): boolean {
  let shown = 0;
  let all = 0;
  panel.groups.forEach(({ pictures }, g) => {
    shown += Math.min(pictures.length, rows[g] * plan.perRow[g]);
    all += pictures.length;
  });
  return shown < all / 2;
}

/** Rows of pictures each group gets: one each, then more in turn while they fit. */
function shareRows(panel: ImagePanel, plan: Plan, height: number): number[] {
  const cost = (g: number) => plan.slots[g].rows + (plan.slots[g].captioned ? 1 : 0);
  const wanted = panel.groups.map(({ pictures }, g) => Math.ceil(pictures.length / plan.perRow[g]));
  const rows = panel.groups.map(() => 0);
  let free = height;
  panel.groups.forEach(({ label }, g) => {
    const first = cost(g) + (plan.labelWidth === 0 && label !== undefined ? 1 : 0);
    // The first group is drawn even where it must be cut.
    if (wanted[g] === 0 || (g > 0 && (first > free || rows[g - 1] === 0))) return;
    rows[g] = 1;
    free -= first;
  });
  for (let grown = true; grown; ) {
    grown = false;
    rows.forEach((count, g) => {
      if (count === 0 || count >= wanted[g] || cost(g) > free) return;
      rows[g]++;
      free -= cost(g);
      grown = true;
    });
  }
  return rows;
}

function drawGroup(canvas: Canvas, rect: Rect, panel: ImagePanel, g: number, rows: number, plan: Plan, context: DrawContext): number {
  const group = panel.groups[g];
  const slot = plan.slots[g];
  const rowHeight = slot.rows + (slot.captioned ? 1 : 0);
  const left = rect.x + (plan.labelWidth > 0 ? plan.labelWidth + 1 : 0);
  if (plan.labelWidth > 0 && group.label !== undefined) {
    const words = pad(say(group.label, context.speaker), plan.labelWidth, 'right', context.glyphs.ellipsis);
    canvas.put(rect.x, rect.y + Math.min(Math.max(0, (slot.rows - 1) >> 1), Math.max(0, rect.height - 1)), words, DIM);
  }
  const places = rows * plan.perRow[g];
  const cut = group.pictures.length > places;
  // The last place tells how many pictures have none.
  const shown = cut && places > 1 ? places - 1 : Math.min(places, group.pictures.length);
  const place = (i: number): Rect => {
    const y = rect.y + Math.floor(i / plan.perRow[g]) * rowHeight;
    return { x: left + (i % plan.perRow[g]) * (slot.width + plan.gap), y, width: slot.width, height: Math.min(rowHeight, rect.y + rect.height - y) };
  };
  group.pictures.slice(0, shown).forEach((picture, i) => (plan.dots ? drawDots(canvas, place(i), picture, context) : drawPicture(canvas, place(i), picture, plan.zoom, slot, context)));
  const read = context.cursor === undefined ? -1 : context.cursor.item - panel.groups.slice(0, g).reduce((sum, { pictures }) => sum + pictures.length, 0);
  if (context.cursor !== undefined && read >= 0 && read < shown) {
    const { row, column } = context.cursor;
    const zoom = plan.dots ? 0.5 : plan.zoom;
    markCell(canvas, place(read).x + Math.floor((column + 0.5) * zoom), place(read).y + Math.floor(((row + 0.5) * zoom) / 2), context);
  }
  if (cut && places > 1) {
    const at = place(shown);
    const words = `${context.glyphs.ellipsis} ${sayPlot('more', { count: group.pictures.length - shown }, context.speaker)}`;
    canvas.put(at.x, at.y + ((slot.rows - 1) >> 1), truncate(words, rect.x + rect.width - at.x, context.glyphs.ellipsis), DIM);
  }
  return rect.y + rows * rowHeight;
}

function drawPicture(canvas: Canvas, slot: Rect, picture: Picture, zoom: number, { rows: pictureRows, captioned }: Slot, context: DrawContext): void {
  const pixelWidth = Math.max(1, Math.round(picture.columns * zoom));
  const pixelHeight = Math.max(1, Math.round(picture.rows * zoom));
  const picked = (px: number, py: number): number | null => {
    if (zoom >= 1) return picture.pixels[Math.floor(py / zoom) * picture.columns + Math.floor(px / zoom)] ?? null;
    return meanOf(picture, Math.floor(py / zoom), Math.floor((py + 1) / zoom), Math.floor(px / zoom), Math.floor((px + 1) / zoom));
  };
  const rows = Math.min(pictureRows, slot.height);
  paintPixels(canvas, slot.x, slot.y, { width: Math.min(pixelWidth, slot.width), height: Math.min(pixelHeight, rows * 2), map: 'ink', at: picked }, context);
  if (!captioned || slot.height <= pictureRows) return;
  const mark = picture.emphasis === undefined || picture.emphasis === 'none' ? '' : `${emphasisMark(picture.emphasis, context.glyphs)} `;
  const words = mark + (picture.caption === undefined ? '' : say(picture.caption, context.speaker));
  canvas.put(slot.x, slot.y + pictureRows, pad(words, slot.width, 'left', context.glyphs.ellipsis), picture.emphasis === undefined ? DIM : emphasisStyle(picture.emphasis));
}

function drawDots(canvas: Canvas, slot: Rect, picture: Picture, context: DrawContext): void {
  const { columns, emphasis = 'none' } = picture;
  const style = emphasisStyle(emphasis);
  paintDots(canvas, slot, (px, py) => px < columns && picture.pixels[py * columns + px] >= INK, style);
  if (emphasis === 'good' || emphasis === 'bad') canvas.put(slot.x + slot.width, slot.y, emphasisMark(emphasis, context.glyphs), style);
}

function meanOf(picture: Picture, top: number, bottom: number, left: number, right: number): number | null {
  let sum = 0;
  let count = 0;
  for (let row = top; row < Math.min(bottom, picture.rows); row++) {
    for (let column = left; column < Math.min(right, picture.columns); column++) {
      const value = picture.pixels[row * picture.columns + column];
      if (value === undefined || !Number.isFinite(value)) continue;
      sum += value;
      count++;
    }
  }
  return count === 0 ? null : sum / count;
}

function planAt(panel: ImagePanel, zoom: number, dots: boolean, rect: Rect, context: DrawContext): Plan {
  const labels = panel.groups.reduce((most, { label }) => Math.max(most, label === undefined ? 0 : width(say(label, context.speaker))), 0);
  const beside = labels > 0 && labels <= Math.max(12, rect.width / 4) && rect.width >= 40;
  const labelWidth = beside ? labels : 0;
  const room = rect.width - (labelWidth > 0 ? labelWidth + 1 : 0);
  const slots = panel.groups.map((group): Slot => {
    let slotWidth = 1;
    let rows = 1;
    let caption = 0;
    for (const picture of group.pictures) {
      if (dots) {
        slotWidth = Math.max(slotWidth, Math.ceil(picture.columns / 2));
        rows = Math.max(rows, Math.ceil(picture.rows / 4));
        continue;
      }
      slotWidth = Math.max(slotWidth, Math.round(picture.columns * zoom));
      rows = Math.max(rows, Math.ceil(Math.round(picture.rows * zoom) / 2));
      const marked = picture.emphasis !== undefined && picture.emphasis !== 'none';
      if (picture.caption !== undefined || marked) caption = Math.max(caption, (picture.caption === undefined ? 0 : width(say(picture.caption, context.speaker))) + (marked ? 2 : 0));
    }
    return { width: Math.max(slotWidth, Math.min(caption, 12)), rows, captioned: caption > 0 };
  });
  const inOneRow = (space: number) => slots.every((slot, g) => panel.groups[g].pictures.length * (slot.width + space) - space <= room);
  // Closer together where that saves a second row. Of dots a mark stands in the gap; captions would run into each other.
  const gap = dots || (!inOneRow(GAP) && inOneRow(1) && !slots.some(({ captioned }) => captioned)) ? 1 : GAP;
  const perRow = slots.map((slot) => Math.max(1, Math.floor((room + gap) / (slot.width + gap))));
  const height = panel.groups.reduce((sum, group, g) => {
    const rows = Math.ceil(group.pictures.length / perRow[g]) * (slots[g].rows + (slots[g].captioned ? 1 : 0));
    return sum + rows + (labelWidth === 0 && group.label !== undefined ? 1 : 0);
  }, 0);
  return { zoom, dots, gap, labelWidth, slots, perRow, height };
}
