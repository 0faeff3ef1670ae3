// What the linter reports: where, what is wrong, what to do. Warnings (times on a busy machine) do not fail a check.

export interface Fault {
  /** Relative to the root of the repository. */
  readonly file: string;
  readonly line?: number;
  readonly problem: string;
  readonly fix: string;
  readonly warning?: boolean;
}

export function describe({ file, line, problem, fix, warning }: Fault): string {
  return `${warning ? 'warning: ' : ''}${file}${line === undefined ? '' : `:${line}`}: ${problem}. ${fix}.`;
}

/** Collects the faults of one file. */
export class Faults {
  readonly list: Fault[] = [];

  constructor(readonly file: string) {}

  add(problem: string, fix: string, more: { readonly line?: number; readonly warning?: boolean } = {}): void {
    this.list.push({ file: this.file, problem, fix, ...more });
  }
}

/** Names in one list and not in the other. */
export function missing(wanted: readonly string[], there: readonly string[]): string[] {
  return wanted.filter((name) => !there.includes(name));
}
