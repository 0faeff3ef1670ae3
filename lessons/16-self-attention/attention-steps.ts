/**
 * Multi-head self-attention step by step, every matrix kept (Vaswani and others 2017, section 3.2), and the same by the core's fused
 * operation to hold it against.
 *
 * Letters: n tokens, d width, H heads, s = d / H size of a head.
 */
import { F, noGrad, scope, tensor, type Tensor } from '../../src/core/index.js';
import type { Projections, Sentence } from './projections.js';

export const STEPS = ['embeddings', 'q', 'k', 'v', 'raw', 'scaled', 'masked', 'weights', 'context', 'concatenated', 'output'] as const;
export type Step = (typeof STEPS)[number];
/** Row by row: [n, d] for embeddings, concatenated and output; [H, n, s] for q, k, v and context; [H, n, n] for the rest. */
export type Matrices = Readonly<Record<Step, Float32Array>>;

export type Mask = 'causal' | 'none' | 'padding' | 'both';

export interface Settings {
  readonly heads: number;
  readonly mask: Mask;
  readonly scaling: boolean;
  readonly positions: boolean;
}

/** Whether token i may look at token j. */
export function visible(mask: Mask, real: number, i: number, j: number): boolean {
  const past = mask === 'none' || mask === 'padding' || j <= i;
  return past && (mask === 'none' || mask === 'causal' || j < real);
}

/** Added to the scores: 0 where a token may look, minus infinity where not. [n, n] */
function maskTensor(mask: Mask, real: number, n: number): Tensor {
  return tensor(Float32Array.from({ length: n * n }, (_, k) => (visible(mask, real, Math.floor(k / n), k % n) ? 0 : -Infinity)), [n, n]);
}

/** What the layer reads: the vectors of the tokens, with those of their places if wanted, normalised. */
export function inputOf({ vectors, places }: Pick<Sentence, 'vectors' | 'places'>, { norm }: Projections, positions: boolean): Tensor {
  return F.layerNorm(positions ? vectors.add(places) : vectors, norm.weight, norm.bias);
}

/** The whole of self-attention: eleven matrices, one after the other. @param x [n, d] */
export function attendStepwise(x: Tensor, { qkv, output }: Projections, real: number, { heads, mask, scaling }: Settings): Record<Step, Tensor> {
  const [n, width] = x.shape;
  const size = width / heads;
  const project = (part: number) => F.linear(x, qkv.weight.slice(0, part * width, (part + 1) * width), qkv.bias.slice(0, part * width, (part + 1) * width));
  const split = (y: Tensor) => y.reshape([n, heads, size]).permute([1, 0, 2]); // [H, n, s]
  const [q, k, v] = [0, 1, 2].map((part) => split(project(part)));
  const raw = q.matmul(k.transpose(1, 2)); // [H, n, n]
  const scaled = scaling ? raw.mul(1 / Math.sqrt(size)) : raw;
  const masked = scaled.add(maskTensor(mask, real, n));
  const weights = masked.softmax();
  const context = weights.matmul(v); // [H, n, s]
  const concatenated = context.permute([1, 0, 2]).reshape([n, width]);
  return { embeddings: x, q, k, v, raw, scaled, masked, weights, context, concatenated, output: F.linear(concatenated, output.weight, output.bias) };
}

/** The same result in one fused operation of the core, which keeps none of the matrices. [n, d] */
export function attendFused(x: Tensor, { qkv, output }: Projections, real: number, { heads, mask, scaling }: Settings): Tensor {
  const [n, width] = x.shape;
  const joint = F.linear(x, qkv.weight, qkv.bias).reshape([1, n, 3 * width]);
  // The operation always scales: where that is not wanted, the queries make up for it.
  const factor = scaling ? 1 : Math.sqrt(width / heads);
  const queries = joint.slice(2, 0, width).mul(factor);
  const mixed = F.selfAttention(F.cat([queries, joint.slice(2, width)], 2), heads, { mask: maskTensor(mask, real, n) });
  return F.linear(mixed.reshape([n, width]), output.weight, output.bias);
}

export function matricesOf(sentence: Sentence, projections: Projections, settings: Settings): Matrices {
  return noGrad(() =>
    scope(() => {
      const steps = attendStepwise(inputOf(sentence, projections, settings.positions), projections, sentence.real, settings);
      return {
        embeddings: steps.embeddings.toArray(),
        q: steps.q.toArray(),
        k: steps.k.toArray(),
        v: steps.v.toArray(),
        raw: steps.raw.toArray(),
        scaled: steps.scaled.toArray(),
        masked: steps.masked.toArray(),
        weights: steps.weights.toArray(),
        context: steps.context.toArray(),
        concatenated: steps.concatenated.toArray(),
        output: steps.output.toArray(),
      };
    }),
  );
}
