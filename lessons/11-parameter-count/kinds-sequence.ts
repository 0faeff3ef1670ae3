/** Layers of transformers, on sequences [positions, width]: embeddings, attention, layer norm, the whole block, the tied output. */
import { F, nn, Parameter, type Tensor } from '../../src/core/index.js';
import { checkInputs, countOf, fault, weighted, type Kind } from './kind.js';
import { shapeText, sizeOf, type Shape } from './shape.js';
import type { Statement } from './syntax.js';

const HEADS = [1, 1000] as const;
/** Width of a block's feed-forward layer over its own. */
const EXPANSION = 4;

/** Adds a trained vector to each position. */
class Position extends nn.Module {
  readonly weight: Parameter;
  constructor(positions: number, width: number) {
    super();
    this.weight = new Parameter([positions, width]);
    this.weight.data.fill(0);
  }
  forward(x: Tensor): Tensor {
    return x.add(this.weight);
  }
}

/** Scores of all tokens by the embedding's own table: [N, T, D] -> [N, T, vocabulary]. */
class Unembed extends nn.Module {
  constructor(readonly weight: Parameter) {
    super();
  }
  forward(x: Tensor): Tensor {
    return F.linear(x, this.weight);
  }
}

/** Mean over the positions: [N, T, D] -> [N, D]. */
class MeanOverPositions extends nn.Module {
  forward(x: Tensor): Tensor {
    return F.mean(x, 1);
  }
}

/** @throws UserError layers.needSequence */
function sequenceOf(statement: Statement, input: Shape): readonly [number, number] {
  if (input.length !== 2) throw fault(input.length === 3 ? 'needTokens' : 'needSequence', statement, { shape: shapeText(input) });
  return [input[0], input[1]];
}

/** @throws UserError layers.heads */
function headsOf(statement: Statement, width: number): number {
  const heads = statement.options.h ?? 1;
  if (width % heads !== 0) throw fault('heads', statement, { heads, width });
  return heads;
}

const embedding: Kind = {
  names: ['embedding', 'embed'],
  numbers: [2, 2],
  usage: 'embedding VOCABULARY WIDTH',
  infer(statement, input, before) {
    if (!before.isFirst) throw fault('embeddingFirst', statement);
    if (input.length !== 1) throw fault('embeddingInput', statement, { shape: shapeText(input) });
    const [count, size] = statement.numbers;
    const output = [input[0], size];
    return weighted('embedding', output, [[count, size]], 0, ({ random }) => new nn.Embedding(count, size, { random }));
  },
};

const position: Kind = {
  names: ['position', 'pos'],
  numbers: [0, 0],
  usage: 'position',
  infer(statement, input) {
    const [positions, width] = sequenceOf(statement, input);
    return weighted('embedding', input, [[positions, width]], 0, () => new Position(positions, width));
  },
};

const layerNorm: Kind = {
  names: ['layernorm', 'ln'],
  numbers: [0, 1],
  usage: 'layernorm [WIDTH]',
  infer(statement, input) {
    if (input.length === 3) throw fault('needTokens', statement, { shape: shapeText(input) });
    const width = input[input.length - 1];
    checkInputs(statement, statement.numbers[0], width, input);
    return weighted('norm', input, [[width], [width]], 0, () => new nn.LayerNorm(width));
  },
};

/** Queries, keys and values in one projection, then the output projection; the same with any number of heads. */
function attentionWeights(width: number): Shape[] {
  return [[3 * width, width], [3 * width], [width, width], [width]];
}

/** Four projections at each position; every pair of positions is scored and mixed. */
function attentionWork(positions: number, width: number): number {
  return 4 * positions * width * width + 2 * positions * positions * width;
}

/** Queries, keys, values, one matrix of attention weights a head, the mixture, the projection. */
function attentionKept(positions: number, width: number, heads: number): number {
  return 5 * positions * width + heads * positions * positions;
}

const attention: Kind = {
  names: ['attention', 'mha'],
  numbers: [0, 1],
  options: { h: HEADS },
  usage: 'attention [WIDTH] hHEADS',
  infer(statement, input) {
    const [positions, width] = sequenceOf(statement, input);
    checkInputs(statement, statement.numbers[0], width, input);
    const heads = headsOf(statement, width);
    const build: Parameters<typeof weighted>[4] = ({ random }) => new nn.MultiHeadAttention(width, heads, { random });
    return weighted('attention', input, attentionWeights(width), attentionWork(positions, width), build, attentionKept(positions, width, heads));
  },
};

const block: Kind = {
  names: ['block'],
  numbers: [0, 1],
  options: { h: HEADS },
  usage: 'block [WIDTH] hHEADS',
  infer(statement, input) {
    const [positions, width] = sequenceOf(statement, input);
    checkInputs(statement, statement.numbers[0], width, input);
    const heads = headsOf(statement, width);
    const wide = EXPANSION * width;
    const norms = [[width], [width], [width], [width]];
    const feedForward = [[wide, width], [wide], [width, wide], [width]];
    return {
      output: input,
      weights: [...norms, ...attentionWeights(width), ...feedForward],
      groups: { norm: countOf(norms), attention: countOf(attentionWeights(width)), linear: countOf(feedForward) },
      work: { attention: attentionWork(positions, width), linear: 2 * positions * width * wide },
      // Two norms, two sums, the feed-forward layer before and after its activation, its result.
      kept: attentionKept(positions, width, heads) + positions * (5 * width + 2 * wide),
      build: ({ random }) => new nn.TransformerBlock(width, heads, { random, expansion: EXPANSION }),
    };
  },
};

const unembed: Kind = {
  names: ['unembed', 'tied'],
  numbers: [0, 0],
  usage: 'unembed',
  infer(statement, input, { table }) {
    if (table === undefined) throw fault('unembed', statement);
    const [positions, width] = sequenceOf(statement, input);
    checkInputs(statement, table.size, width, input);
    const output = [positions, table.count];
    // The weights are the embedding's and counted there.
    return weighted('linear', output, [], sizeOf(output) * width, (site) => {
      if (site.table === undefined) throw new Error('internal: no embedding was built before the tied output');
      return new Unembed(site.table);
    });
  },
};

const mean: Kind = {
  names: ['mean'],
  numbers: [0, 0],
  usage: 'mean',
  infer(statement, input) {
    const [, width] = sequenceOf(statement, input);
    return { output: [width], weights: [], groups: {}, work: {}, kept: width, build: () => new MeanOverPositions() };
  },
};

export const sequenceKinds: readonly Kind[] = [embedding, position, layerNorm, attention, block, unembed, mean];
