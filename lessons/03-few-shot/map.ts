/**
 * A flat map of an episode: its embeddings on their first two principal components. The components are found by power iteration
 * that starts from those of the last map, so that the picture moves smoothly while the network learns and never flips over.
 */
export interface FlatMap {
  /** Coordinates, [n]. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Share of the variance that the two components carry, 0 to 1. */
  readonly explained: number;
}

const ITERATIONS = 60;

/** @param embedding  [n, width], row by row  @param previous  map of the same n drawings before */
export function flatMap(embedding: Float32Array, n: number, previous?: FlatMap): FlatMap {
  const width = embedding.length / n;
  const centred = centre(embedding, n, width);
  // Gram matrix [n, n]: its eigenvectors, scaled, are the coordinates, and n is smaller than the embedding's width.
  const gram = new Float64Array(n * n);
  let variance = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < width; k++) sum += centred[i * width + k] * centred[j * width + k];
      gram[i * n + j] = sum;
      gram[j * n + i] = sum;
    }
    variance += gram[i * n + i];
  }
  const first = component(gram, n, previous?.x ?? alternating(n, 1));
  const second = component(gram, n, previous?.y ?? alternating(n, 2));
  return { x: first.coordinates, y: second.coordinates, explained: variance > 0 ? (first.value + second.value) / variance : 0 };
}

function centre(embedding: Float32Array, n: number, width: number): Float64Array {
  const centred = Float64Array.from(embedding);
  for (let k = 0; k < width; k++) {
    let mean = 0;
    for (let i = 0; i < n; i++) mean += embedding[i * width + k] / n;
    for (let i = 0; i < n; i++) centred[i * width + k] -= mean;
  }
  return centred;
}

/** The largest eigenvalue of `gram` and the coordinates along it; takes that component out of `gram`. */
function component(gram: Float64Array, n: number, start: Float64Array): { value: number; coordinates: Float64Array } {
  let vector = start;
  let value = 0;
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const next = new Float64Array(n);
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) next[i] += gram[i * n + j] * vector[j];
    value = length(next);
    if (value === 0) return { value: 0, coordinates: next };
    vector = next.map((v) => v / value);
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) gram[i * n + j] -= value * vector[i] * vector[j];
  const scale = Math.sqrt(value);
  return { value, coordinates: vector.map((v) => v * scale) };
}

/** A unit vector that favours no class: +1 and -1 in runs of `run`. */
function alternating(n: number, run: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => (Math.floor(i / run) % 2 === 0 ? 1 : -1) * (1 + i / n)).map((v) => v / Math.sqrt(n));
}

function length(vector: Float64Array): number {
  let squares = 0;
  for (const v of vector) squares += v * v;
  return Math.sqrt(squares);
}
