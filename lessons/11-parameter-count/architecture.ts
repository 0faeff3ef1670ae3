/** From the typed layers to the whole network: each layer's shape inferred from the one before it, counted, and added up. */
import { UserError } from '../../src/lesson/index.js';
import { checkWords, countOf, fault, GROUPS, type Before, type Group, type Inferred, type Kind } from './kind.js';
import { imageKinds, reachAfter, type Reach } from './kinds-image.js';
import { sequenceKinds } from './kinds-sequence.js';
import { vectorKinds } from './kinds-vector.js';
import { sizeOf, type Shape } from './shape.js';
import { parseLayers, type Statement } from './syntax.js';

const kinds: readonly Kind[] = [...imageKinds, ...vectorKinds, ...sequenceKinds];
const byName = new Map(kinds.flatMap((kind) => kind.names.map((name) => [name, kind] as const)));
/** Beyond this, whole numbers are no longer exact. */
const EXACT = Number.MAX_SAFE_INTEGER;

export interface CountedLayer extends Inferred {
  readonly statement: Statement;
  readonly kind: string;
  readonly input: Shape;
  readonly parameters: number;
  readonly multiplyAdds: number;
}

export interface Architecture {
  readonly input: Shape;
  readonly layers: readonly CountedLayer[];
}

export interface Totals {
  readonly parameters: number;
  readonly multiplyAdds: number;
  readonly buffers: number;
  /** Numbers kept for the backward pass, for one example, the input among them. */
  readonly kept: number;
  readonly parametersOf: Readonly<Record<Group, number>>;
  readonly workOf: Readonly<Record<Group, number>>;
}

/**
 * @param text   the layers as typed
 * @param input  shape of one example
 * @throws UserError layers.*: what does not fit, in which layer, and what to change
 */
export function inferArchitecture(text: string, input: Shape): Architecture {
  const layers: CountedLayer[] = [];
  let shape = input;
  let before: Before = { isFirst: true };
  for (const statement of parseLayers(text)) {
    const kind = byName.get(statement.name);
    if (!kind) throw fault('unknown', statement, { name: statement.name, known: kinds.map(({ names }) => names[0]).join(', ') });
    checkWords(statement, kind);
    const inferred = kind.infer(statement, shape, before);
    const parameters = countOf(inferred.weights);
    const multiplyAdds = Object.values(inferred.work).reduce((sum, work) => sum + work, 0);
    if (Math.max(parameters, multiplyAdds, inferred.kept, sizeOf(inferred.output)) > EXACT) throw fault('tooLarge', statement);
    layers.push({ ...inferred, statement, kind: kind.names[0], input: shape, parameters, multiplyAdds });
    const table = kind.names[0] === 'embedding' ? { count: statement.numbers[0], size: statement.numbers[1] } : before.table;
    before = { isFirst: false, table };
    shape = inferred.output;
  }
  const architecture = { input, layers };
  const { parameters, multiplyAdds, kept } = totalsOf(architecture);
  if (Math.max(parameters, multiplyAdds, kept) > EXACT / 64) throw new UserError('layers.tooLargeWhole');
  return architecture;
}

/** Sums over the first `count` layers. */
export function totalsOf({ input, layers }: Architecture, count = layers.length): Totals {
  const shown = layers.slice(0, count);
  const sum = (value: (layer: CountedLayer) => number | undefined) => shown.reduce((total, layer) => total + (value(layer) ?? 0), 0);
  const byGroup = (value: (layer: CountedLayer) => Partial<Record<Group, number>>) => ({
    conv: sum((layer) => value(layer).conv),
    linear: sum((layer) => value(layer).linear),
    attention: sum((layer) => value(layer).attention),
    embedding: sum((layer) => value(layer).embedding),
    norm: sum((layer) => value(layer).norm),
  }) satisfies Record<(typeof GROUPS)[number], number>;
  return {
    parameters: sum(({ parameters }) => parameters),
    multiplyAdds: sum(({ multiplyAdds }) => multiplyAdds),
    buffers: sum(({ buffers }) => buffers),
    kept: sizeOf(input) + sum(({ kept }) => kept),
    parametersOf: byGroup(({ groups }) => groups),
    workOf: byGroup(({ work }) => work),
  };
}

/** How many pixels of the input, along a side, one position after the last convolution or pooling sees; 1 without any. */
export function receptiveField({ layers }: Architecture): number {
  return layers.reduce<Reach>((reach, { statement }) => reachAfter(reach, statement) ?? reach, { field: 1, jump: 1 }).field;
}
