/**
 * An error the learner can mend: a parameter out of range, a cell that is no number, an unknown level.
 * It carries a message key and values, not a sentence; the words layer says it in the learner's language.
 */
export type ErrorValues = Readonly<Record<string, string | number>>;

export class UserError extends Error {
  override readonly name = 'UserError';

  /**
   * @param key     message key, looked up under `errors` in the lesson's words and then in the interface catalogue
   * @param values  what the message names: the thing, the rule, the row and column
   */
  constructor(
    readonly key: string,
    readonly values: ErrorValues = {},
  ) {
    super(`${key} ${JSON.stringify(values)}`);
  }
}
