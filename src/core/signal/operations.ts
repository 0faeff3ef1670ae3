/** How much arithmetic an algorithm did: the subject of comparing algorithms that give the same result. */

/** Multiplications and additions (subtractions count as additions) of real numbers. */
export interface Operations {
  multiplications: number;
  additions: number;
}

export function noOperations(): Operations {
  return { multiplications: 0, additions: 0 };
}
