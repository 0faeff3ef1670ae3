// Reverse-mode differentiation. Each recorded operation is a node with its inputs and a closure from the gradient of its
// output to the gradients of its inputs. Nodes carry a running number, so descending numbers are a topological order:
// backward() gathers what is reachable with an explicit stack (deep graphs cannot overflow) and walks it in that order.

import { wasm } from '../kernels/module.js';
import { trackForever, scope } from '../memory/scope.js';
import { Storage } from '../memory/storage.js';
import { empty, full } from '../tensor/create.js';
import { formatShape, sameShape } from '../tensor/shape.js';
import { Tensor } from '../tensor/tensor.js';
import { isGradEnabled, noGrad } from './mode.js';

/**
 * Gradients for the inputs, in their order; null where none is needed. A closure returns new contiguous tensors, or the
 * given gradient itself, or views of it; never a tensor it saved.
 */
export type BackwardRule = (gradient: Tensor) => readonly (Tensor | null)[];

export class GraphNode {
  readonly order: number;
  /** Sum of the gradients that have arrived, during backward(). */
  gradient: Tensor | null = null;
  /** True if no one else sees the gradient's memory, so that it can be added to in place. */
  owned = false;
  visited = false;
  retain: Tensor | null = null;
  private static count = 0;

  constructor(
    readonly op: string,
    readonly inputs: readonly Tensor[],
    public rule: BackwardRule | null,
  ) {
    this.order = GraphNode.count++;
  }
}

/** Puts `output` on the tape if recording is on and some input needs a gradient. Returns `output`. */
export function record(op: string, inputs: readonly Tensor[], output: Tensor, rule: BackwardRule): Tensor {
  if (!isGradEnabled()) return output;
  for (let i = 0; i < inputs.length; i++) {
    if (inputs[i].requiresGrad) {
      output.requiresGrad = true;
      output.node = new GraphNode(op, inputs, rule);
      break;
    }
  }
  return output;
}

/** A tensor that no scope frees: the home of a leaf's gradient. */
class Gradient extends Tensor {
  protected override register(): void {
    this.persistent = true;
    trackForever(this);
  }
}

function accumulate(from: Tensor, into: Tensor): void {
  wasm().kernels.accumulate(from.pointer, into.pointer, into.size);
}

function deliverToLeaf(leaf: Tensor, gradient: Tensor, fresh: boolean): void {
  if (leaf.grad !== null) {
    accumulate(gradient, leaf.grad);
    return;
  }
  const home = (leaf.gradHome ??= new Gradient(new Storage(leaf.size << 2), leaf.shape));
  if (fresh && gradient.offset === 0) home.storage.swap(gradient.storage); // a move: the old block is freed with `gradient`
  else copyInto(gradient, home);
  leaf.grad = home;
}

function copyInto(from: Tensor, into: Tensor): void {
  into.data.set(from.data);
}

function deliverToNode(node: GraphNode, gradient: Tensor, fresh: boolean): void {
  if (node.gradient === null) {
    node.gradient = fresh ? gradient : gradient.view(gradient.shape, null, gradient.offset);
    node.owned = fresh;
  } else if (node.owned) {
    accumulate(gradient, node.gradient);
    if (fresh) gradient.dispose();
  } else {
    const sum = empty(gradient.shape);
    wasm().kernels.binaryAdd(node.gradient.pointer, 0, 1, gradient.pointer, 0, 1, sum.pointer, 1, sum.size);
    node.gradient.dispose();
    node.gradient = sum;
    node.owned = true;
    if (fresh) gradient.dispose();
  }
}

/** Nodes reachable from `root`, newest first. */
function reachable(root: GraphNode): GraphNode[] {
  const nodes: GraphNode[] = [root];
  root.visited = true;
  for (let i = 0; i < nodes.length; i++) {
    // `nodes` doubles as the work list: everything before i has been looked into
    for (const input of nodes[i].inputs) {
      const next = input.node;
      if (next !== null && !next.visited) {
        next.visited = true;
        nodes.push(next);
      }
    }
  }
  for (const node of nodes) node.visited = false;
  return nodes.sort((a, b) => b.order - a.order);
}

function runNode(node: GraphNode, retainGraph: boolean): void {
  const gradient = node.gradient;
  if (gradient === null) return;
  node.gradient = null;
  if (node.rule === null) {
    throw new Error(`backward: the graph through ${node.op} was already used up by an earlier backward(); compute the loss again, or pass { retainGraph: true } the first time`);
  }
  if (node.retain !== null) deliverToLeaf(node.retain, gradient, false);
  const results = node.rule(gradient);
  if (!retainGraph) node.rule = null;
  for (let i = 0; i < node.inputs.length; i++) {
    const input = node.inputs[i];
    const result = results[i];
    if (result === null || result === undefined || !input.requiresGrad) continue;
    if (!sameShape(result.shape, input.shape)) {
      throw new Error(`internal: ${node.op} gave input ${i} of shape ${formatShape(input.shape)} a gradient of shape ${formatShape(result.shape)}`);
    }
    const fresh = result !== gradient && result.storage.references === 1 && results.indexOf(result) === results.lastIndexOf(result);
    if (input.node === null) deliverToLeaf(input, result, fresh);
    else deliverToNode(input.node, result, fresh);
  }
  gradient.dispose();
}

export interface BackwardOptions {
  /** Keep the graph for another backward(); by default each node is used once. */
  readonly retainGraph?: boolean;
}

/**
 * Adds d root / d leaf to the .grad of every leaf that requires a gradient.
 * @param seed gradient of the final loss with respect to root, same shape; 1 for a one-element root
 * @throws Error if root needs no gradient, is not a scalar and has no seed, or the graph was used already
 */
export function backward(root: Tensor, seed?: Tensor, options: BackwardOptions = {}): void {
  if (!root.requiresGrad) {
    throw new Error('backward: this tensor depends on nothing that requires a gradient; make the inputs with { requiresGrad: true } and compute outside noGrad');
  }
  if (seed === undefined && root.size !== 1) {
    throw new Error(`backward: expected a one-element loss, got shape ${formatShape(root.shape)}; reduce it with sum() or mean(), or pass the gradient of the output`);
  }
  if (seed !== undefined && !sameShape(seed.shape, root.shape)) {
    throw new Error(`backward: the gradient's shape ${formatShape(seed.shape)} differs from the output's ${formatShape(root.shape)}`);
  }
  noGrad(() =>
    scope(() => {
      const start = seed === undefined ? full(root.shape, 1) : seed.isContiguous ? seed.detach() : tensorCopy(seed);
      if (root.node === null) {
        deliverToLeaf(root, start, false);
        return;
      }
      const nodes = reachable(root.node);
      root.node.gradient = start;
      root.node.owned = seed === undefined;
      try {
        for (const node of nodes) runNode(node, options.retainGraph ?? false);
      } finally {
        for (const node of nodes) node.gradient = null; // after an error, nothing half-done stays behind
      }
    }),
  );
}

function tensorCopy(source: Tensor): Tensor {
  const copy = empty(source.shape);
  copy.data.set(source.toArray());
  return copy;
}

/** Makes backward() keep the gradient of an intermediate result in its .grad, as for a leaf. */
export function retainGrad(result: Tensor): Tensor {
  if (result.node !== null) result.node.retain = result;
  return result;
}
