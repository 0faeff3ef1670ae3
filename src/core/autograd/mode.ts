// Whether operations are recorded for backward().

let enabled = true;

export function isGradEnabled(): boolean {
  return enabled;
}

/** Runs `body` without recording: its results need no gradient. */
export function noGrad<T>(body: () => T): T {
  const before = enabled;
  enabled = false;
  try {
    return body();
  } finally {
    enabled = before;
  }
}
