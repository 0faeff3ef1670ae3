// Scopes: every tensor made while a scope is open belongs to it and is freed at its end, unless returned. Tensors made
// outside any scope are freed by dispose(), or when the garbage collector finds their handle (late, but sooner or later).

import type { Storage } from './storage.js';

/** What a scope can own. */
export interface Disposable {
  readonly storage: Storage;
  readonly disposed: boolean;
  /** Set by parameters and gradients: no scope frees them. */
  readonly persistent: boolean;
  /** Known to the garbage collector's registry. */
  registered: boolean;
  dispose(): void;
}

let current: Disposable[] | null = null;

const forgotten = new FinalizationRegistry<Storage>((storage) => storage.release());

/** Registers a new handle with the open scope, or with the garbage collector when there is none. */
export function track(handle: Disposable): void {
  if (current !== null) current.push(handle);
  else trackForever(handle);
}

/** Hands a new handle to the garbage collector, whatever scope is open. */
export function trackForever(handle: Disposable): void {
  handle.registered = true;
  forgotten.register(handle, handle.storage, handle);
}

/** A disposed handle must not release its storage twice. */
export function untrack(handle: Disposable): void {
  if (handle.registered) forgotten.unregister(handle);
}

function isDisposable(value: object): value is Disposable {
  return 'storage' in value && 'dispose' in value;
}

function collect(value: unknown, into: Set<Disposable>): void {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
  if (isDisposable(value)) {
    into.add(value);
    return;
  }
  const plain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  if (plain) for (const item of Object.values(value)) collect(item, into);
}

function close(own: Disposable[], outer: Disposable[] | null, kept: Set<Disposable> | null): void {
  for (const handle of own) {
    if (handle.disposed || handle.persistent) continue;
    if (kept !== null && kept.has(handle)) {
      if (outer !== null) outer.push(handle);
      else trackForever(handle);
    } else {
      handle.dispose();
    }
  }
}

/**
 * Runs `body` and frees the tensors it made, except what it returns (a tensor, or arrays and plain objects of tensors),
 * parameters and their gradients.
 * @throws TypeError for an asynchronous body: its tensors would be freed while it still runs
 */
export function scope<T>(body: () => T): T {
  const outer = current;
  const own: Disposable[] = [];
  current = own;
  let result: T;
  try {
    result = body();
  } catch (error) {
    current = outer;
    close(own, outer, null);
    throw error;
  }
  current = outer;
  if (result instanceof Promise) {
    close(own, outer, null);
    throw new TypeError('scope: the body returned a Promise; a scope frees its tensors when the body returns, so the body must be synchronous');
  }
  let kept: Set<Disposable> | null = null;
  if (typeof result === 'object' && result !== null) collect(result, (kept = new Set()));
  close(own, outer, kept);
  return result;
}

/** Runs `body` outside every scope: what it makes lives until disposed or collected. */
export function unscoped<T>(body: () => T): T {
  const outer = current;
  current = null;
  try {
    return body();
  } finally {
    current = outer;
  }
}
