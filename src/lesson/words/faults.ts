/** What is wrong with a lesson's text, said so that its author can mend it: where, what, and what to do. */
export interface WordsFault {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly problem: string;
  readonly fix: string;
}

export function describeFault({ file, line, problem, fix }: WordsFault): string {
  return `${file}:${line}: ${problem}. ${fix}.`;
}

/** Carries every fault of a file, so that one look is enough to mend it. */
export class WordsError extends Error {
  override readonly name = 'WordsError';

  constructor(readonly faults: readonly WordsFault[]) {
    super(faults.map(describeFault).join('\n'));
  }
}
