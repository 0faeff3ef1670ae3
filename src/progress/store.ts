/**
 * Progress in memory and on disk. Every change is applied to the freshly read file under a lock and written before `apply` returns, so
 * two tutors at once lose nothing and a kill loses at most the last step. Where nothing can be written the tutor plays on in memory
 * and a notice says so; whatever is not on disk yet goes there with the next change that succeeds.
 */
import { UserError } from '../lesson/index.js';
import type { Change } from './changes.js';
import { ProgressFile, type Found } from './file.js';
import { hasCode, LockBusy } from './lock.js';
import { EMPTY } from './schema.js';
import type { Progress } from './types.js';

export interface ProgressOptions {
  /** ML_TUTOR_HOME; conf's own place unless given. */
  readonly folder?: string;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

export interface ProgressStore {
  /** As last read or written; a new object at every change. */
  readonly state: Progress;
  /** The file; undefined where not even its folder can be had. */
  readonly path: string | undefined;
  /** What the learner must know, each once, to be said with `sayError`: a damaged file set aside, nothing can be saved... */
  readonly notices: readonly UserError[];
  /** Applies and saves; never throws for trouble with the disk. @returns the new state */
  apply(change: Change): Progress;
  /** Reads what another tutor may have written meanwhile. */
  refresh(): Progress;
  /** A copy of the file as it is, before something is thrown away. @returns its path; undefined where there is none */
  backup(): string | undefined;
  /** Now, as ISO 8601, for run records. */
  now(): string;
  subscribe(listener: () => void): () => void;
}

/** Opens the learner's progress. Never throws: whatever is wrong is among the notices. */
export function openProgress(options: ProgressOptions = {}): ProgressStore {
  return new Store(options.folder || undefined, options.clock ?? Date.now);
}

class Store implements ProgressStore {
  #file: ProgressFile | undefined;
  #state: Progress = EMPTY;
  /** Changes that are not on disk. */
  #unsaved: Change[] = [];
  #notices: readonly UserError[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly folder: string | undefined,
    private readonly clock: () => number,
  ) {
    this.#attempt(() => {
      const file = this.#open();
      const found = file.read();
      this.#take(found);
      // Nothing else at start needs the lock, and most starts find nothing to mend.
      if (found.kind === 'damaged' || file.hasLeftovers()) this.#save();
    });
  }

  get state(): Progress {
    return this.#state;
  }

  get path(): string | undefined {
    return this.#file?.path;
  }

  get notices(): readonly UserError[] {
    return this.#notices;
  }

  apply(change: Change): Progress {
    this.#unsaved.push(change);
    this.#state = change(this.#state);
    this.#attempt(() => this.#save());
    this.#tell();
    return this.#state;
  }

  refresh(): Progress {
    this.#attempt(() => this.#take(this.#open().read()));
    this.#tell();
    return this.#state;
  }

  backup(): string | undefined {
    let copy: string | undefined;
    this.#attempt(() => (copy = this.#open().copy(this.now())));
    return copy;
  }

  now(): string {
    return new Date(this.clock()).toISOString();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #open(): ProgressFile {
    return (this.#file ??= new ProgressFile(this.folder));
  }

  #save(): void {
    const file = this.#open();
    file.locked((stillMine) => {
      const found = file.read();
      this.#take(found);
      if (found.kind === 'newer') return;
      file.tidy();
      if (found.kind === 'damaged') {
        const aside = file.setAside(this.now());
        this.#notice('progress.damaged', { file: aside, problem: found.problem });
      }
      if (found.kind !== 'damaged' && this.#unsaved.length === 0) return;
      if (!stillMine()) throw new LockBusy('the lock was taken over');
      file.write(this.#state);
      this.#unsaved = [];
    });
  }

  /** What is on disk, with what is not yet. */
  #take(found: Found): void {
    const base = found.kind === 'absent' ? EMPTY : found.progress;
    this.#state = this.#unsaved.reduce((progress, change) => change(progress), base);
    if (found.kind === 'newer') this.#notice('progress.newer', { file: this.#file?.path ?? '' });
  }

  #attempt(action: () => void): void {
    try {
      action();
    } catch (error) {
      const file = this.#file?.path ?? this.folder ?? '';
      const reason = error instanceof Error ? error.message : String(error);
      if (error instanceof LockBusy) this.#notice('progress.busy', { file });
      else if (hasCode(error, 'EACCES', 'EPERM', 'EROFS')) this.#notice('progress.readonly', { file });
      else if (hasCode(error, 'ENOSPC', 'EDQUOT')) this.#notice('progress.full', { file });
      else this.#notice('progress.unsaved', { file, reason });
    }
  }

  #notice(key: string, values: Readonly<Record<string, string>>): void {
    const known = this.#notices.some((notice) => notice.key === key && notice.values.file === values.file);
    if (!known) this.#notices = [...this.#notices, new UserError(key, values)];
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
