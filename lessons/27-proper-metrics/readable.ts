/** Numbers as a person writes them: whole where they are, probabilities as fractions, else a few digits. */

const MAX_DENOMINATOR = 40;

/** 2, -1.5, 0.6931 (at most four significant digits), ∞ */
export function number(value: number): string {
  if (value === Infinity) return '∞';
  if (Number.isInteger(value)) return String(value);
  return String(Number(value.toPrecision(4)));
}

/** 1/2, 3/4, 1; as a decimal where no small denominator fits. */
export function fraction(value: number): string {
  for (let denominator = 1; denominator <= MAX_DENOMINATOR; denominator++) {
    const numerator = Math.round(value * denominator);
    if (Math.abs(value * denominator - numerator) < 1e-9) return denominator === 1 ? String(numerator) : `${numerator}/${denominator}`;
  }
  return number(value);
}

/** (0, 2) */
export function tuple(values: readonly number[], write: (value: number) => string): string {
  return `(${values.map(write).join(', ')})`;
}
