/** The shape of a decoder-only transformer, in the words of Radford and others (2019): the GPT-2 architecture, made small. */
export interface GptConfig {
  /** V: tokens known. */
  readonly vocabularySize: number;
  /** T: tokens it can look back on, itself included. */
  readonly context: number;
  /** d: width of the residual stream. */
  readonly width: number;
  readonly layers: number;
  /** Attention heads in a layer; must divide the width. */
  readonly heads: number;
}

/** Throws a RangeError that names the rule when the configuration is impossible. */
export function checkConfig(config: GptConfig): void {
  for (const [name, value] of Object.entries(config)) {
    if (!Number.isInteger(value) || value < 1) throw new RangeError(`Gpt: expected ${name} to be a positive integer, got ${value}`);
  }
  if (config.width % config.heads !== 0) {
    throw new RangeError(`Gpt: ${config.heads} heads do not divide the width ${config.width}; choose a width that is a multiple of the heads`);
  }
}
