// Shapes: sizes, strides, axes, broadcasting, and how they are written in messages.

export type Shape = readonly number[];
export type NestedNumbers = number | NestedNumbers[];

export function sizeOf(shape: Shape): number {
  let size = 1;
  for (let i = 0; i < shape.length; i++) size *= shape[i];
  return size;
}

/** Row-major strides in elements. */
export function contiguousStrides(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = step;
    step *= shape[axis];
  }
  return strides;
}

export function formatShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

export function sameShape(a: Shape, b: Shape): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** @throws RangeError unless every size is a non-negative integer */
export function checkShape(op: string, shape: Shape): void {
  for (const size of shape) {
    if (!Number.isInteger(size) || size < 0) {
      throw new RangeError(`${op}: a shape is made of non-negative integers, got ${formatShape(shape)}`);
    }
  }
}

/** Axis 0..rank-1 from an axis that may count from the end. @throws RangeError outside */
export function resolveAxis(op: string, axis: number, shape: Shape): number {
  const resolved = axis < 0 ? axis + shape.length : axis;
  if (!(Number.isInteger(resolved) && resolved >= 0 && resolved < shape.length)) {
    const advice = shape.length === 0 ? 'a scalar has no axes' : `use ${-shape.length} to ${shape.length - 1}`;
    throw new RangeError(`${op}: axis ${axis} is outside shape ${formatShape(shape)}; ${advice}`);
  }
  return resolved;
}

/** True if two shapes broadcast. */
export function broadcastable(a: Shape, b: Shape): boolean {
  for (let i = 1; i <= Math.min(a.length, b.length); i++) {
    const [left, right] = [a[a.length - i], b[b.length - i]];
    if (left !== right && left !== 1 && right !== 1) return false;
  }
  return true;
}

/** The shape two operands broadcast to (NumPy's rule). @throws RangeError if they do not */
export function broadcastShapes(op: string, a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  const out = new Array<number>(rank);
  for (let i = 0; i < rank; i++) {
    const left = a[a.length - 1 - i] ?? 1;
    const right = b[b.length - 1 - i] ?? 1;
    if (left !== right && left !== 1 && right !== 1) {
      throw new RangeError(
        `${op}: shapes ${formatShape(a)} and ${formatShape(b)} do not broadcast: counted from the right, axes must be equal or 1, got ${left} and ${right}; reshape one of them`,
      );
    }
    out[rank - 1 - i] = left === 1 ? right : left;
  }
  return out;
}

/** View of an [outer, n, inner] tensor around one axis. */
export function aroundAxis(shape: Shape, axis: number): { outer: number; n: number; inner: number } {
  let outer = 1;
  let inner = 1;
  for (let i = 0; i < axis; i++) outer *= shape[i];
  for (let i = axis + 1; i < shape.length; i++) inner *= shape[i];
  return { outer, n: shape[axis], inner };
}
