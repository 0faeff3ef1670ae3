/**
 * Plots: panels (data) to styled terminal cells, and the Markdown of cards likewise. Pure: no React, no clock, no codes
 * outside ansi.ts. The layers above import it here.
 */
export { toAnsi } from './ansi.js';
export { toAsciiLine, toAsciiText } from './ascii.js';
export { blankLine, clusters, fitLine, lineWidth, pad, span, toText, truncate, width } from './cells.js';
export type { Align, ColorMap, Line, Paint, Role, Span, Style } from './cells.js';
export { Canvas } from './canvas.js';
export type { Rect } from './canvas.js';
export { CHARSETS, diagramTo, glyphsOf } from './charset.js';
export type { Charset, Glyphs } from './charset.js';
export { COLOR_MODES } from './theme.js';
export type { Background, ColorMode, Theme } from './theme.js';
export { renderPanel } from './render.js';
export type { RenderOptions } from './render.js';
export { layoutPanels } from './layout.js';
export type { Page, Placement } from './layout.js';
export { renderFrame } from './frame.js';
export type { FrameOptions, RenderedFrame } from './frame.js';
export { describePanel, descriptionLines } from './describe/index.js';
export type { PanelDescription } from './describe/index.js';
export { cursorMark, marksOf } from './marks.js';
export type { Mark, MarkOptions } from './marks.js';
export { moveCursor, settle, startCursor } from './inspect/cursor.js';
export type { Cursor, Direction, Move } from './inspect/cursor.js';
export { panelRows } from './panel-rows.js';
export { readPanel } from './inspect/read.js';
export { comparable } from './panels/index.js';
export { overlayRuns } from './overlay.js';
export type { RunPanels } from './overlay.js';
export { renderProse } from './prose.js';
export type { ProseOptions } from './prose.js';
export { parseMarkdown, termsOf } from './markdown.js';
export type { Term } from './markdown.js';
export { wrapSpans, wrapText } from './wrap.js';
export { toSvg } from './svg/index.js';
export type { SvgOptions } from './svg/index.js';
