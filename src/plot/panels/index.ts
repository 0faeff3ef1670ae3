/** The drawing of each kind of panel, in one total table. */
import type { Panel } from '../../lesson/panels.js';
import type { Canvas, Rect } from '../canvas.js';
import type { DrawContext } from '../context.js';
import { drawBarsPanel, barsPanelEmpty } from './bars.js';
import { drawHeatmapPanel, heatmapPanelEmpty } from './heatmap.js';
import { drawHistogramPanel, histogramPanelEmpty } from './histogram.js';
import { drawImagePanel, imagePanelEmpty } from './image.js';
import { drawLinePanel, linePanelEmpty } from './line.js';
import { drawNetworkPanel, networkPanelEmpty } from './network.js';
import { drawScatterPanel, scatterPanelEmpty } from './scatter.js';
import { drawTablePanel, tablePanelEmpty } from './table.js';
import { drawTextPanel, textPanelEmpty } from './text.js';
import { drawTimelinePanel, timelinePanelEmpty } from './timeline.js';
import { drawTokensPanel, tokensPanelEmpty } from './tokens.js';

export function drawPanelBody(canvas: Canvas, rect: Rect, panel: Panel, context: DrawContext, overlay?: Panel): void {
  switch (panel.kind) {
    case 'line':
      return drawLinePanel(canvas, rect, panel, context, overlay?.kind === 'line' ? overlay : undefined);
    case 'scatter':
      return drawScatterPanel(canvas, rect, panel, context, overlay?.kind === 'scatter' ? overlay : undefined);
    case 'bars':
      return drawBarsPanel(canvas, rect, panel, context, overlay?.kind === 'bars' ? overlay : undefined);
    case 'histogram':
      return drawHistogramPanel(canvas, rect, panel, context, overlay?.kind === 'histogram' ? overlay : undefined);
    case 'heatmap':
      return drawHeatmapPanel(canvas, rect, panel, context);
    case 'image':
      return drawImagePanel(canvas, rect, panel, context);
    case 'table':
      return drawTablePanel(canvas, rect, panel, context);
    case 'tokens':
      return drawTokensPanel(canvas, rect, panel, context);
    case 'network':
      return drawNetworkPanel(canvas, rect, panel, context);
    case 'timeline':
      return drawTimelinePanel(canvas, rect, panel, context);
    case 'text':
      return drawTextPanel(canvas, rect, panel, context);
  }
}

/** Whether there is nothing to draw yet. */
export function panelEmpty(panel: Panel): boolean {
  switch (panel.kind) {
    case 'line':
      return linePanelEmpty(panel);
    case 'scatter':
      return scatterPanelEmpty(panel);
    case 'bars':
      return barsPanelEmpty(panel);
    case 'histogram':
      return histogramPanelEmpty(panel);
    case 'heatmap':
      return heatmapPanelEmpty(panel);
    case 'image':
      return imagePanelEmpty(panel);
    case 'table':
      return tablePanelEmpty(panel);
    case 'tokens':
      return tokensPanelEmpty(panel);
    case 'network':
      return networkPanelEmpty(panel);
    case 'timeline':
      return timelinePanelEmpty(panel);
    case 'text':
      return textPanelEmpty(panel);
  }
}

/** Whether an earlier run of the panel can be drawn behind it. */
export function comparable(panel: Panel, earlier: Panel): boolean {
  return panel.kind === earlier.kind && (panel.kind === 'line' || panel.kind === 'scatter' || panel.kind === 'bars' || panel.kind === 'histogram');
}
