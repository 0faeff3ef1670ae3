// Makes src/registry/lessons.generated.ts, the static index of lesson folders: which levels are built, the ids of their
// simulations and quiz questions, and how to import each. A folder lessons/NN-id with a lesson.ts is a lesson; nothing else is edited to add one.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { GenerateStep } from '../generate.js';
import type { Lesson } from '../../src/lesson/lesson.js';
import { curriculum, folderOf } from '../../src/registry/curriculum.js';

const self = fileURLToPath(import.meta.url);
const root = path.resolve(path.dirname(self), '..', '..');
const lessonsFolder = path.join(root, 'lessons');
const output = path.join(root, 'src/registry/lessons.generated.ts');

/** Folders with a lesson.ts, in order of their names. */
export function lessonFolders(): string[] {
  if (!existsSync(lessonsFolder)) return [];
  return readdirSync(lessonsFolder).filter((name) => existsSync(path.join(lessonsFolder, name, 'lesson.ts'))).sort();
}

function inputHash(folders: readonly string[]): string {
  const hash = createHash('sha256').update(readFileSync(self)).update(readFileSync(path.join(root, 'src/registry/curriculum.ts')));
  for (const folder of folders) {
    for (const name of readdirSync(path.join(lessonsFolder, folder)).filter((file) => file.endsWith('.ts')).sort()) {
      hash.update(`${folder}/${name}`).update(readFileSync(path.join(lessonsFolder, folder, name)));
    }
  }
  return hash.digest('hex');
}

/** Imports a folder's lesson and checks what the index relies on. Errors name the folder. */
export async function importLesson(folder: string): Promise<Lesson> {
  const where = `lessons/${folder}/lesson.ts`;
  const planned = curriculum.find((level) => folderOf(level) === folder);
  if (!planned) {
    const number = Number.parseInt(folder, 10);
    const level = curriculum.find((candidate) => candidate.number === number);
    throw new Error(`lessons/${folder}: no level has this folder. ${level ? `Level ${number} lives in lessons/${folderOf(level)}` : 'Levels are 01 to 30'}; ids are in src/registry/curriculum.ts.`);
  }
  let module: { readonly default?: Lesson };
  try {
    module = await import(pathToFileURL(path.join(lessonsFolder, folder, 'lesson.ts')).href);
  } catch (cause) {
    throw new Error(`${where} cannot be imported: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
  const lesson = module.default;
  if (!lesson) throw new Error(`${where} has no default export. Write "export default defineLesson({ ... })".`);
  if (lesson.id !== planned.id || lesson.number !== planned.number) {
    throw new Error(`${where} says id "${lesson.id}", number ${lesson.number}; the folder says "${planned.id}", ${planned.number}. Make them the same.`);
  }
  return lesson;
}

function indexText(lessons: readonly { readonly folder: string; readonly lesson: Lesson }[]): string[] {
  const owner = new Map<string, string>();
  return lessons.flatMap(({ folder, lesson }) => {
    const ids = lesson.simulations.map((simulation) => simulation.id);
    for (const id of ids) {
      if (owner.has(id)) throw new Error(`Simulation "${id}" is in lessons/${owner.get(id)} and in lessons/${folder}. Give one another id.`);
      owner.set(id, folder);
    }
    return [
      '  {',
      `    id: ${JSON.stringify(lesson.id)},`,
      `    folder: ${JSON.stringify(folder)},`,
      `    simulations: ${JSON.stringify(ids)},`,
      `    questions: ${JSON.stringify(lesson.quiz.map(({ id }) => id))},`,
      `    load: () => import('../../lessons/${folder}/lesson.js'),`,
      '  },',
    ];
  });
}

const step: GenerateStep = {
  name: 'lessons',
  async run() {
    const folders = lessonFolders();
    const mark = `// inputs ${inputHash(folders)}`;
    if (existsSync(output) && readFileSync(output, 'utf8').startsWith(mark)) return 'unchanged';
    const lessons: { folder: string; lesson: Lesson }[] = [];
    const faults: unknown[] = [];
    for (const folder of folders) {
      try {
        lessons.push({ folder, lesson: await importLesson(folder) });
      } catch (error) {
        faults.push(error);
      }
    }
    const text = [
      // Without the mark the next run tries again.
      faults.length === 0 ? mark : '// incomplete',
      '// Made by scripts/generate/lessons.ts from the folders in lessons/; do not edit.',
      "import type { LessonEntry } from './entry.js';",
      '',
      'export const lessonIndex: readonly LessonEntry[] = [',
      ...indexText(lessons),
      '];',
      '',
    ].join('\n');
    const draft = `${output}.${process.pid}.tmp`;
    writeFileSync(draft, text);
    renameSync(draft, output); // whole or not at all: tests may be reading it
    // The other lessons can be worked on meanwhile, but a broken lesson is never left out in silence.
    if (faults.length > 0) throw new AggregateError(faults, faults.map((fault) => (fault instanceof Error ? fault.message : String(fault))).join('\n'));
    return 'made';
  },
};

export default step;
