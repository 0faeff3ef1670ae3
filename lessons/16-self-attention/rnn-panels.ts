/** The pictures of `rnn-attention`: letters right by length, the learnt alignment, an example, where in the answer mistakes are, the course of training. */
import { heatmap, line, message, raw, table, type LineSeries, type Panel } from '../../src/lesson/index.js';
import { markAt, type Mark } from './marks.js';
import { BEYOND, letterOf, SHORTEST, type Sequences } from './reversal.js';
import type { Candidate, Stand } from './rnn-attention.js';

export function rnnPanels(candidates: readonly Candidate[], exam: readonly Sequences[], stand: Stand): Panel[] {
  const { longest, letters, steps, task } = stand;
  const curves = (points: (candidate: Candidate) => { readonly x: readonly number[]; readonly y: readonly number[] }, mark: LineSeries['mark']): LineSeries[] =>
    candidates.map((candidate) => ({ id: candidate.kind, label: `series.${candidate.kind}`, ...points(candidate), mark, emphasis: candidate.kind === 'with' ? 'primary' : 'none' }));
  const rightAxis = { label: 'axis.right', format: 'percent', min: 0, max: 1 } as const;
  const chance = { axis: 'y', at: 1 / letters, label: 'rule.chance' } as const;
  const end = ({ marks }: Candidate): Mark | undefined => markAt(marks, longest);
  const attending = candidates.find(({ kind }) => kind === 'with');
  return [
    line({
      id: 'lengths',
      title: 'panel.lengths',
      x: { label: 'axis.length', min: SHORTEST, max: longest + BEYOND, format: 'integer' },
      y: rightAxis,
      series: curves(({ marks }) => ({ x: marks.map(({ length }) => length), y: marks.map((mark) => mark.letters) }), 'both'),
      rules: [{ axis: 'x', at: longest, label: 'rule.longest' }, chance],
    }),
    example(candidates, exam, longest, task),
    ...(attending ? [alignment(attending, longest)] : []),
    line({
      id: 'places',
      title: message('panel.places', { length: longest }),
      x: { label: 'axis.place', min: 1, max: longest, format: 'integer' },
      y: rightAxis,
      series: curves((candidate) => ({ x: end(candidate)?.places.map((_, t) => t + 1) ?? [], y: end(candidate)?.places ?? [] }), 'both'),
      rules: [chance],
    }),
    line({
      id: 'course',
      title: message('panel.course', { length: longest }),
      x: { label: 'axis.step', min: 0, max: steps, format: 'integer' },
      y: rightAxis,
      series: curves(({ course }) => ({ x: course.map(({ step }) => step), y: course.map((point) => point.letters) }), 'line'),
      rules: [chance],
    }),
    table({
      id: 'networks',
      title: 'panel.networks',
      columns: [{ label: 'column.network' }, { label: 'column.parameters', format: 'integer' }, { label: 'column.letters', format: 'percent', digits: 0 }, { label: 'column.sequences', format: 'percent', digits: 0 }],
      rows: candidates.map((candidate) => ({
        cells: [`series.${candidate.kind}`, candidate.parameters, end(candidate)?.letters ?? null, end(candidate)?.sequences ?? null],
        emphasis: candidate.kind === 'with' ? ('primary' as const) : ('none' as const),
      })),
    }),
  ];
}

/** Row by row what the writer looks at, on average over the exam. */
function alignment({ marks }: Candidate, longest: number): Panel {
  const map = markAt(marks, longest)?.map;
  const places = Array.from({ length: longest }, (_, i) => raw(i + 1));
  return heatmap({
    id: 'alignment',
    title: message('panel.alignment', { length: longest }),
    caption: 'caption.alignment',
    grid: { rows: longest, columns: longest, values: map ?? Array.from({ length: longest * longest }, () => null), min: 0, max: 1 },
    rowLabels: places,
    columnLabels: places,
    x: 'axis.read',
    y: 'axis.written',
    format: 'percent',
    digits: 0,
    // Before a curve it has a small page for itself, and every place a row of its own.
    weight: 2.2,
  });
}

function example(candidates: readonly Candidate[], exam: readonly Sequences[], longest: number, task: Stand['task']): Panel {
  const sequences = exam.find(({ length }) => length === longest);
  const text = (ids: Int32Array | undefined) => raw(ids === undefined ? '' : Array.from(ids.subarray(0, longest), letterOf).join(' '));
  return table({
    id: 'example',
    title: 'panel.example',
    columns: [{ label: 'column.text' }, { label: 'column.sequence', align: 'left' }],
    rows: [
      { cells: ['row.source', text(sequences?.sources)] },
      { cells: [`row.${task}`, text(sequences?.targets)] },
      ...candidates.map(({ kind, marks }) => ({ cells: [`series.${kind}`, text(markAt(marks, longest)?.example)], emphasis: kind === 'with' ? ('primary' as const) : ('none' as const) })),
    ],
  });
}
