/** Sample numbers for the gallery and the tests of the plots: plain formulas, the same on every run. */

/** Values in [0, 1) that look random. */
export function noise(count: number, seed: number): number[] {
  let state = (seed * 2654435761) >>> 0 || 1;
  return Array.from({ length: count }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  });
}

/** About normal: the sum of four noises, standardised. */
export function bell(count: number, seed: number): number[] {
  const parts = [1, 2, 3, 4].map((k) => noise(count, seed * 11 + k));
  return Array.from({ length: count }, (_, i) => (parts[0][i] + parts[1][i] + parts[2][i] + parts[3][i] - 2) * Math.sqrt(3));
}

export function range(count: number, from: number, to: number): number[] {
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / Math.max(1, count - 1));
}

/** A hand-drawn digit of 12 x 12, from rows of text: '#' ink, '+' grey, anything else paper. */
export function glyph(rows: readonly string[]): number[] {
  return rows.flatMap((row) => Array.from({ length: rows.length }, (_, i) => (row[i] === '#' ? 1 : row[i] === '+' ? 0.5 : 0)));
}

export const DIGITS: readonly (readonly string[])[] = [
  ['            ', '    +##+    ', '   +####+   ', '   ##  ##   ', '  +#+  +#+  ', '  ##    ##  ', '  ##    ##  ', '  +#+  +#+  ', '   ##  ##   ', '   +####+   ', '    +##+    ', '            '],
  ['            ', '     +##    ', '    +###    ', '   +####    ', '     ##     ', '     ##     ', '     ##     ', '    +##     ', '    ##+     ', '    ##      ', '  +######+  ', '            '],
  ['            ', '   +####+   ', '  +##++##+  ', '  ++   +##  ', '       ##+  ', '      +##   ', '     +##+   ', '    +##+    ', '   +##+     ', '  +##+      ', '  ########  ', '            '],
  ['            ', '  +#####+   ', '  ++  +##+  ', '      +##   ', '    +##+    ', '    +###+   ', '      +##+  ', '       ##+  ', '       ##+  ', '  ++  +##   ', '  +#####+   ', '            '],
  ['            ', '     +##+   ', '    +###    ', '   +###+    ', '   ## ##    ', '  ##+ ##    ', ' +########+ ', ' ++++##+++  ', '     ##     ', '     ##     ', '    +##+    ', '            '],
];
