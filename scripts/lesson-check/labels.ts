// Every label that a frame shows, so that the linter can ask for its words in both languages.

import type { Axis, Frame, Label, Panel } from '../../src/lesson/index.js';

export function labelsOfFrame(frame: Frame): Label[] {
  return [...(frame.note === undefined ? [] : [frame.note]), ...frame.panels.flatMap(labelsOfPanel)];
}

export function labelsOfPanel(panel: Panel): Label[] {
  return [panel.title, ...given(panel.caption), ...contents(panel)];
}

function contents(panel: Panel): Label[] {
  switch (panel.kind) {
    case 'line':
    case 'scatter':
    case 'histogram':
      return [...axis(panel.x), ...axis(panel.y), ...labelled(panel.series), ...labelled(panel.rules)];
    case 'bars':
      return [...axis(panel.value), ...labelled(panel.bars), ...panel.bars.flatMap((bar) => given(bar.note)), ...labelled(panel.rules)];
    case 'heatmap':
      return [...given(panel.x), ...given(panel.y), ...(panel.rowLabels ?? []), ...(panel.columnLabels ?? [])];
    case 'image':
      return panel.groups.flatMap((group) => [...given(group.label), ...group.pictures.flatMap((picture) => given(picture.caption))]);
    case 'table':
      return [...labelled(panel.columns), ...panel.rows.flatMap((row) => row.cells.filter((cell) => typeof cell !== 'number' && cell !== null))];
    case 'tokens':
      return given(panel.weightLabel);
    case 'network':
      return labelled(panel.layers);
    case 'timeline':
      return [...axis(panel.x), ...labelled(panel.lanes), ...labelled(panel.kinds), ...panel.spans.flatMap((span) => given(span.label))];
    case 'text':
      return panel.lines.map((line) => line.text);
  }
}

function axis({ label, unit }: Axis): Label[] {
  return [label, ...given(unit)];
}
function labelled(parts: readonly { readonly label: Label }[] = []): Label[] {
  return parts.map((part) => part.label);
}
function given(label: Label | undefined): Label[] {
  return label === undefined ? [] : [label];
}
