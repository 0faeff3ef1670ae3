/** The drawing of each kind of panel, in one total table. */
import type { Panel } from '../../lesson/panels.js';
import type { Canvas, Rect } from '../canvas.js';
import type { DrawContext } from '../context.js';
import { barsPanelEmpty, drawBarsPanel } from './bars.js';
import { drawLinePanel, linePanelEmpty } from './line.js';
import { drawTablePanel, tablePanelEmpty } from './table.js';
import { drawTextPanel, textPanelEmpty } from './text.js';

export function drawPanelBody(canvas: Canvas, rect: Rect, panel: Panel, context: DrawContext, overlay?: Panel): void {
  switch (panel.kind) {
    case 'line':
      return drawLinePanel(canvas, rect, panel, context, overlay?.kind === 'line' ? overlay : undefined);
    case 'bars':
      return drawBarsPanel(canvas, rect, panel, context, overlay?.kind === 'bars' ? overlay : undefined);
    case 'table':
      return drawTablePanel(canvas, rect, panel, context);
    case 'text':
      return drawTextPanel(canvas, rect, panel, context);
    default:
      return;
  }
}

/** Whether there is nothing to draw yet. */
export function panelEmpty(panel: Panel): boolean {
  switch (panel.kind) {
    case 'line':
      return linePanelEmpty(panel);
    case 'bars':
      return barsPanelEmpty(panel);
    case 'table':
      return tablePanelEmpty(panel);
    case 'text':
      return textPanelEmpty(panel);
    default:
      return false;
  }
}

/** Whether an earlier run of the panel can be drawn behind it. */
export function comparable(panel: Panel, earlier: Panel): boolean {
  return panel.kind === earlier.kind && (panel.kind === 'line' || panel.kind === 'scatter' || panel.kind === 'bars' || panel.kind === 'histogram');
}
