/**
 * The progress file itself. `conf` (imported only here) says where it is and reads it. Its writing is not used: on a disk that runs full
 * it takes a partly written file for a whole one, and in a terminal started from a Snap it writes in place.
 */
import Conf from 'conf';
import { readdirSync, renameSync, rmSync, copyFileSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.js';
import { migrate, versionOf } from './migrations.js';
import { checkDocument, isRecord, salvage, SCHEMA_VERSION, type ProgressDocument } from './schema.js';
import type { Progress } from './types.js';
import { DRAFT, writeWhole } from './write-whole.js';

export type Found =
  | { readonly kind: 'absent' }
  | { readonly kind: 'sound'; readonly progress: Progress }
  /** Written by a newer tutor; `progress` is what of it can be understood. */
  | { readonly kind: 'newer'; readonly progress: Progress }
  /** `progress` is what could be saved of it. */
  | { readonly kind: 'damaged'; readonly progress: Progress; readonly problem: string };

/** What conf holds: our document, or `document: undefined` for a file that is no JSON. */
interface Stored {
  document?: unknown;
}

export class ProgressFile {
  readonly path: string;
  readonly #conf: Conf<Stored>;
  /** The text last read or written and what it came to, for mostly nobody else has written meanwhile. */
  #known: { readonly text: string; readonly stored: Stored; found?: Found } | undefined;

  /**
   * @param folder  where to keep it; conf's own place for the user's settings unless given
   * @throws errors of the file system, for the folder is made here
   */
  constructor(folder?: string) {
    // conf's own schema check would cost every start the compiling of a validator, and its migrations run without a lock: schema.ts and
    // migrations.ts do both.
    this.#conf = new Conf<Stored>({
      projectName: 'ml-tutor',
      projectSuffix: '',
      configName: 'progress',
      cwd: folder ? path.resolve(folder) : undefined,
      accessPropertiesByDotNotation: false,
      deserialize: (text) => {
        if (this.#known?.text !== text) this.#known = { text, stored: { document: parse(text) } };
        return this.#known.stored;
      },
    });
    this.path = this.#conf.path;
  }

  read(): Found {
    const stored = this.#conf.store; // a copy of what `deserialize` gave
    if (!('document' in stored) || !this.#known) return { kind: 'absent' };
    return (this.#known.found ??= judge(stored.document));
  }

  /** @throws errors of the file system; the file is then as it was */
  write(progress: Progress): void {
    const document: ProgressDocument = { version: SCHEMA_VERSION, ...progress };
    const text = `${JSON.stringify(document, undefined, 1)}\n`;
    writeWhole(this.path, text);
    this.#known = { text, stored: { document }, found: { kind: 'sound', progress } };
  }

  /** @throws LockBusy, errors of the file system */
  locked<T>(action: (stillMine: () => boolean) => T): T {
    mkdirSync(path.dirname(this.path), { recursive: true });
    return withLock(`${this.path}.lock`, action);
  }

  /** Moves the file out of the way. @returns its new path */
  setAside(stamp: string): string {
    const aside = this.#freeName('damaged', stamp);
    renameSync(this.path, aside);
    return aside;
  }

  /** @returns the path of the copy; undefined where there is nothing to copy */
  copy(stamp: string): string | undefined {
    if (!existsSync(this.path)) return undefined;
    const aside = this.#freeName('before-reset', stamp);
    copyFileSync(this.path, aside);
    return aside;
  }

  /** Removes what a killed process left half written. Only under the lock, when nobody is writing. */
  tidy(): void {
    const folder = path.dirname(this.path);
    const left = path.basename(this.path) + DRAFT;
    for (const name of readdirSync(folder)) if (name.startsWith(left)) rmSync(path.join(folder, name), { force: true });
  }

  hasLeftovers(): boolean {
    const left = path.basename(this.path) + DRAFT;
    return readdirSync(path.dirname(this.path)).some((name) => name.startsWith(left));
  }

  #freeName(why: string, stamp: string): string {
    const base = path.join(path.dirname(this.path), `progress.${why}-${stamp.replace(/[:.]/g, '-')}`);
    for (let number = 1; ; number++) {
      const name = number === 1 ? `${base}.json` : `${base}-${number}.json`;
      if (!existsSync(name)) return name;
    }
  }
}

function judge(document: unknown): Found {
  const version = versionOf(document);
  if (version > SCHEMA_VERSION) return { kind: 'newer', progress: salvage(document) };
  if (Number.isNaN(version)) return { kind: 'damaged', progress: salvage(document), problem: 'version' };
  const current = migrate(document);
  const checked = checkDocument(current);
  if ('problem' in checked) return { kind: 'damaged', progress: salvage(current), problem: checked.problem };
  const { version: _version, ...progress } = checked.document;
  return { kind: 'sound', progress };
}

/** @returns undefined for what is no JSON object */
function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
