/** Which lines of a page are new since the page before: what a screen reader should hear. Pure. */

/** Before what the arrows point at. */
export const POINTED = '> ';

/**
 * A page with another first line is another page and is said whole; on the same page only lines that were not there. A line
 * that only lost the pointer has been said.
 */
export function freshLines(before: readonly string[], now: readonly string[]): readonly string[] {
  if (before[0] !== now[0]) return now;
  const counts = new Map<string, number>();
  for (const line of before) counts.set(line, (counts.get(line) ?? 0) + 1);
  const take = (line: string): boolean => {
    const left = counts.get(line) ?? 0;
    if (left > 0) counts.set(line, left - 1);
    return left > 0;
  };
  return now.filter((line) => !take(line) && !take(`${POINTED}${line}`));
}
