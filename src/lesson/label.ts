/**
 * How simulations and panels name things without holding prose: by message key.
 * A plain string is a key into the lesson's words (then the common catalogue); data such as a token or a
 * column name, which has no translation, is wrapped with `raw`.
 */
export type Language = 'zh' | 'en';
export const LANGUAGES: readonly Language[] = ['zh', 'en'];

export type LabelValues = Readonly<Record<string, string | number>>;
export type Label = string | { readonly key: string; readonly values: LabelValues } | { readonly raw: string };

/** Text that is data and reads the same in every language: a token, a column name, a digit. */
export function raw(text: string | number): Label {
  return { raw: String(text) };
}

/** A message with values filled in: `message('note.round', { round: 7, rounds: 12 })` for "round {round} of {rounds}". */
export function message(key: string, values: LabelValues): Label {
  return { key, values };
}
