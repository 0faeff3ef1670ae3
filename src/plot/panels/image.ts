/** Small grey pictures in labelled groups: half blocks, enlarged as far as all of them fit, wrapped into rows. */
import type { ImagePanel, Picture } from '../../lesson/panels.js';
import { say } from '../../words/say.js';
import type { Canvas, Rect } from '../canvas.js';
import { pad, truncate, width } from '../cells.js';
import { DIM, emphasisMark, emphasisStyle, type DrawContext } from '../context.js';
import { paintPixels } from '../pixels.js';
import { sayPlot } from '../words.js';

export function imagePanelEmpty(panel: ImagePanel): boolean {
  return !panel.groups.some(({ pictures }) => pictures.some(({ rows, columns }) => rows > 0 && columns > 0));
}

/** Enlargements tried, largest first; below 1 several pixels share one. */
const ZOOMS = [4, 3, 2, 1, 1 / 2, 1 / 3, 1 / 4, 1 / 8];
const GAP = 2;

interface Slot {
  readonly width: number;
  readonly rows: number; // of the picture
  readonly captioned: boolean;
}
interface Plan {
  readonly zoom: number;
  readonly labelWidth: number; // 0: labels stand above
  readonly slots: readonly Slot[]; // one a group
  readonly perRow: readonly number[];
  readonly height: number;
}

export function drawImagePanel(canvas: Canvas, rect: Rect, panel: ImagePanel, context: DrawContext): void {
  if (imagePanelEmpty(panel)) return;
  const plans = ZOOMS.map((zoom) => planAt(panel, zoom, rect, context));
  const plan = plans.find(({ height, slots }) => height <= rect.height && slots.every((slot) => slot.width <= rect.width)) ?? plans[plans.length - 1];
  let y = rect.y;
  const bottom = rect.y + rect.height;
  panel.groups.forEach((group, g) => {
    if (y >= bottom) return;
    if (plan.labelWidth === 0 && group.label !== undefined && bottom - y > 1) {
      canvas.put(rect.x, y, truncate(say(group.label, context.speaker), rect.width, context.glyphs.ellipsis), DIM);
      y++;
    }
    y = drawGroup(canvas, { ...rect, y, height: bottom - y }, panel, g, plan, context);
  });
}

function drawGroup(canvas: Canvas, rect: Rect, panel: ImagePanel, g: number, plan: Plan, context: DrawContext): number {
  const group = panel.groups[g];
  const slot = plan.slots[g];
  const rowHeight = slot.rows + (slot.captioned ? 1 : 0);
  const left = rect.x + (plan.labelWidth > 0 ? plan.labelWidth + 1 : 0);
  if (plan.labelWidth > 0 && group.label !== undefined) {
    const words = pad(say(group.label, context.speaker), plan.labelWidth, 'right', context.glyphs.ellipsis);
    canvas.put(rect.x, rect.y + Math.min(Math.max(0, (slot.rows - 1) >> 1), Math.max(0, rect.height - 1)), words, DIM);
  }
  let y = rect.y;
  for (let first = 0; first < group.pictures.length; first += plan.perRow[g]) {
    const roomRows = rect.y + rect.height - y;
    const rowsAfter = Math.ceil((group.pictures.length - first) / plan.perRow[g]) - 1;
    if (roomRows < rowHeight) {
      if (first > 0 || roomRows < 2) {
        if (roomRows > 0) canvas.put(left, y, `${context.glyphs.ellipsis} ${sayPlot('more', { count: group.pictures.length - first }, context.speaker)}`, DIM, rect.x + rect.width);
        return y + 1;
      }
    }
    group.pictures.slice(first, first + plan.perRow[g]).forEach((picture, i) => {
      drawPicture(canvas, { x: left + i * (slot.width + GAP), y, width: slot.width, height: Math.min(rowHeight, roomRows) }, picture, plan.zoom, slot, context);
    });
    y += rowHeight;
    if (rowsAfter === 0) break;
  }
  return y;
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

function planAt(panel: ImagePanel, zoom: number, rect: Rect, context: DrawContext): Plan {
  const labels = panel.groups.reduce((most, { label }) => Math.max(most, label === undefined ? 0 : width(say(label, context.speaker))), 0);
  const beside = labels > 0 && labels <= Math.max(12, rect.width / 4) && rect.width >= 40;
  const labelWidth = beside ? labels : 0;
  const room = rect.width - (labelWidth > 0 ? labelWidth + 1 : 0);
  const slots = panel.groups.map((group): Slot => {
    let slotWidth = 1;
    let rows = 1;
    let caption = 0;
    for (const picture of group.pictures) {
      slotWidth = Math.max(slotWidth, Math.round(picture.columns * zoom));
      rows = Math.max(rows, Math.ceil(Math.round(picture.rows * zoom) / 2));
      const marked = picture.emphasis !== undefined && picture.emphasis !== 'none';
      if (picture.caption !== undefined || marked) caption = Math.max(caption, (picture.caption === undefined ? 0 : width(say(picture.caption, context.speaker))) + (marked ? 2 : 0));
    }
    return { width: Math.max(slotWidth, Math.min(caption, 12)), rows, captioned: caption > 0 };
  });
  const perRow = slots.map((slot) => Math.max(1, Math.floor((room + GAP) / (slot.width + GAP))));
  const height = panel.groups.reduce((sum, group, g) => {
    const rows = Math.ceil(group.pictures.length / perRow[g]) * (slots[g].rows + (slots[g].captioned ? 1 : 0));
    return sum + rows + (labelWidth === 0 && group.label !== undefined ? 1 : 0);
  }, 0);
  return { zoom, labelWidth, slots, perRow, height };
}
