// Functions of two tensors, element by element, with NumPy's broadcasting; either side may be a number.

import { wasm } from '../kernels/module.js';
import { record } from '../autograd/tape.js';
import { empty, full, scalarPointer } from '../tensor/create.js';
import { broadcastShapes, sameShape, type Shape } from '../tensor/shape.js';
import { Tensor } from '../tensor/tensor.js';
import { affine } from './elementwise.js';
import { expandCopy, packed, sumToShape } from './support.js';

type BinaryKernel = 'binaryAdd' | 'binarySub' | 'binaryMul' | 'binaryDiv' | 'binaryMax' | 'binaryMin' | 'binaryGreater' | 'binaryGreaterEqual' | 'binaryEqual' | 'binaryMasked';

/** Both operands as seen by the kernel: out is [outer, inner], strides are per operand. */
interface Pattern {
  readonly outer: number;
  readonly inner: number;
  readonly aOuter: number;
  readonly aInner: number;
  readonly bOuter: number;
  readonly bInner: number;
}

/** Collapses the broadcast of a and b to two axes, or null if it needs more. */
function collapse(a: Shape, b: Shape, out: Shape): Pattern | null {
  const sizes: number[] = [];
  const kinds: number[] = []; // bit 0: a moves, bit 1: b moves
  for (let axis = 0; axis < out.length; axis++) {
    if (out[axis] === 1) continue;
    const ai = axis - (out.length - a.length);
    const bi = axis - (out.length - b.length);
    const kind = (ai >= 0 && a[ai] !== 1 ? 1 : 0) | (bi >= 0 && b[bi] !== 1 ? 2 : 0);
    const last = kinds.length - 1;
    if (last >= 0 && kinds[last] === kind) sizes[last] *= out[axis];
    else {
      sizes.push(out[axis]);
      kinds.push(kind);
    }
  }
  if (kinds.length > 2) return null;
  const [inner, innerKind] = kinds.length === 0 ? [1, 3] : [sizes[sizes.length - 1], kinds[kinds.length - 1]];
  const [outer, outerKind] = kinds.length === 2 ? [sizes[0], kinds[0]] : [1, 0];
  const step = (bit: number): [number, number] => {
    const moves = innerKind & bit ? 1 : 0;
    return [outerKind & bit ? (moves ? inner : 1) : 0, moves];
  };
  const [aOuter, aInner] = step(1);
  const [bOuter, bInner] = step(2);
  return { outer, inner, aOuter, aInner, bOuter, bInner };
}

/** out = a op b with broadcasting. Not recorded. */
export function combine(op: string, kernel: BinaryKernel, a: Tensor, b: Tensor): Tensor {
  const { kernels } = wasm();
  if (sameShape(a.shape, b.shape)) {
    const out = empty(a.shape);
    kernels[kernel](packed(a).pointer, 0, 1, packed(b).pointer, 0, 1, out.pointer, 1, out.size);
    return out;
  }
  const shape = broadcastShapes(op, a.shape, b.shape);
  const out = empty(shape);
  const pattern = collapse(a.shape, b.shape, shape);
  if (pattern === null) {
    kernels[kernel](expandCopy(a, shape).pointer, 0, 1, expandCopy(b, shape).pointer, 0, 1, out.pointer, 1, out.size);
  } else {
    const { outer, inner, aOuter, aInner, bOuter, bInner } = pattern;
    kernels[kernel](packed(a).pointer, aOuter, aInner, packed(b).pointer, bOuter, bInner, out.pointer, outer, inner);
  }
  return out;
}

function combineNumber(kernel: BinaryKernel, a: Tensor, b: number, swapped = false): Tensor {
  const { kernels } = wasm();
  const x = packed(a);
  const out = empty(x.shape);
  const scalar = scalarPointer(b);
  if (swapped) kernels[kernel](scalar, 0, 0, x.pointer, 0, 1, out.pointer, 1, out.size);
  else kernels[kernel](x.pointer, 0, 1, scalar, 0, 0, out.pointer, 1, out.size);
  return out;
}

/** x + y;  dx = g, dy = g (summed over broadcast axes) */
export function add(x: Tensor, y: Tensor | number): Tensor {
  if (typeof y === 'number') return affine(x, 1, y);
  return record('add', [x, y], combine('add', 'binaryAdd', x, y), (g) => [
    x.requiresGrad ? sumToShape(g, x.shape) : null,
    y.requiresGrad ? sumToShape(g, y.shape) : null,
  ]);
}

/** x - y;  dx = g, dy = -g */
export function sub(x: Tensor, y: Tensor | number): Tensor {
  if (typeof y === 'number') return affine(x, 1, -y);
  return record('sub', [x, y], combine('sub', 'binarySub', x, y), (g) => [
    x.requiresGrad ? sumToShape(g, x.shape) : null,
    y.requiresGrad ? combineNumber('binaryMul', sumToShape(g, y.shape), -1) : null,
  ]);
}

/** x y;  dx = g y, dy = g x */
export function mul(x: Tensor, y: Tensor | number): Tensor {
  if (typeof y === 'number') return affine(x, y, 0);
  return record('mul', [x, y], combine('mul', 'binaryMul', x, y), (g) => [
    x.requiresGrad ? sumToShape(combine('mul', 'binaryMul', g, y), x.shape) : null,
    y.requiresGrad ? sumToShape(combine('mul', 'binaryMul', g, x), y.shape) : null,
  ]);
}

/** x / y;  dx = g / y, dy = -g x / y^2 */
export function div(x: Tensor, y: Tensor | number): Tensor {
  if (typeof y === 'number') {
    return record('div', [x], combineNumber('binaryDiv', x, y), (g) => [combineNumber('binaryDiv', g, y)]);
  }
  const out = combine('div', 'binaryDiv', x, y);
  return record('div', [x, y], out, (g) => {
    const scaled = combine('div', 'binaryDiv', g, y);
    return [
      x.requiresGrad ? sumToShape(scaled, x.shape) : null,
      y.requiresGrad ? combineNumber('binaryMul', sumToShape(combine('div', 'binaryMul', scaled, out), y.shape), -1) : null,
    ];
  });
}

/** number / x, the other way round;  dx = -g y / x */
export function divideNumber(value: number, x: Tensor): Tensor {
  const out = combineNumber('binaryDiv', x, value, true);
  return record('div', [x], out, (g) => {
    const slope = combine('div', 'binaryDiv', out, x);
    return [combineNumber('binaryMul', combine('mul', 'binaryMul', g, slope), -1)];
  });
}

/** -x;  dx = -g */
export function neg(x: Tensor): Tensor {
  return affine(x, -1, 0);
}

function extreme(op: 'maximum' | 'minimum'): (x: Tensor, y: Tensor | number) => Tensor {
  const kernel = op === 'maximum' ? 'binaryMax' : 'binaryMin';
  return (x, y) => {
    const other = typeof y === 'number' ? full([], y) : y;
    return record(op, [x, other], combine(op, kernel, x, other), (g) => {
      // 1 where x wins, 1/2 at a tie, as PyTorch: (x >= y) + (x > y) over 2, the other way round for the minimum
      const [first, second] = op === 'maximum' ? [x, other] : [other, x];
      const wins = combine(op, 'binaryAdd', combine(op, 'binaryGreaterEqual', first, second), combine(op, 'binaryGreater', first, second));
      const share = combineNumber('binaryMul', wins, 0.5); // of x
      return [
        x.requiresGrad ? sumToShape(combine(op, 'binaryMul', g, share), x.shape) : null,
        other.requiresGrad ? sumToShape(combine(op, 'binaryMul', g, affine(share, -1, 1)), other.shape) : null,
      ];
    });
  };
}

/** The larger of x and y; the gradient goes to the larger, in halves at a tie. NaN wins. */
export const maximum = extreme('maximum');
/** The smaller of x and y; the gradient goes to the smaller, in halves at a tie. NaN wins. */
export const minimum = extreme('minimum');

function comparison(op: string, kernel: BinaryKernel, swapped: boolean): (x: Tensor, y: Tensor | number) => Tensor {
  return (x, y) => {
    if (typeof y === 'number') return combineNumber(kernel, x, y, swapped);
    return swapped ? combine(op, kernel, y, x) : combine(op, kernel, x, y);
  };
}

/** 1 where x > y, else 0; no gradient flows. */
export const greater = comparison('greater', 'binaryGreater', false);
/** 1 where x >= y, else 0. */
export const greaterEqual = comparison('greaterEqual', 'binaryGreaterEqual', false);
/** 1 where x < y, else 0. */
export const less = comparison('less', 'binaryGreater', true);
/** 1 where x <= y, else 0. */
export const lessEqual = comparison('lessEqual', 'binaryGreaterEqual', true);
/** 1 where x = y, else 0. */
export const equal = comparison('equal', 'binaryEqual', false);

/** x where condition is not 0, else y;  dx = g there, dy = g elsewhere (exact zeros, also where g is not finite). */
export function where(condition: Tensor, x: Tensor | number, y: Tensor | number): Tensor {
  const left = typeof x === 'number' ? full([], x) : x;
  const right = typeof y === 'number' ? full([], y) : y;
  const otherwise = comparison('where', 'binaryEqual', false)(condition, 0);
  const out = combine('where', 'binaryAdd', combine('where', 'binaryMasked', left, condition), combine('where', 'binaryMasked', right, otherwise));
  return record('where', [left, right], out, (g) => [
    left.requiresGrad ? sumToShape(combine('where', 'binaryMasked', g, condition), left.shape) : null,
    right.requiresGrad ? sumToShape(combine('where', 'binaryMasked', g, otherwise), right.shape) : null,
  ]);
}
