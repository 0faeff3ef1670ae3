/**
 * What Ink measures with, for the texts that nearly all are: the build puts it before `string-width`, which is loaded only when
 * a text needs its segmentation and emoji tables. The same widths, by tests/ui/ink.test.ts.
 */
import { simpleWidth } from '../../plot/simple-text.js';

const SGR = /\x1b\[[\d;]*m/g;

/** Cells of a text as string-width counts them; undefined where only string-width itself can say. */
export function quickWidth(text: string, options?: { readonly ambiguousIsNarrow?: boolean; readonly countAnsiEscapeCodes?: boolean }): number | undefined {
  if (options?.ambiguousIsNarrow === false) return undefined;
  return simpleWidth(text.includes('\x1b') && !options?.countAnsiEscapeCodes ? text.replace(SGR, '') : text);
}
