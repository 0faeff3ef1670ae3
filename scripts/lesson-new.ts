// Makes a lesson folder from scripts/lesson-template: `npm run lesson:new -- NUMBER [ID] [SIMULATION-ID]`. The new lesson
// runs at once and passes `npm run lesson:check` in everything but the TODOs that its author is to write.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { curriculum, folderOf, type PlannedLevel } from '../src/registry/curriculum.js';

const scripts = path.dirname(fileURLToPath(import.meta.url));
const template = path.join(scripts, 'lesson-template');
const lessons = path.join(scripts, '..', 'lessons');

/** The files of a new lesson: name -> text. */
export function newLesson(level: PlannedLevel, simulation: string = level.id): Map<string, string> {
  const files = readdirSync(template).sort();
  return new Map(
    files.map((name) => {
      const text = readFileSync(path.join(template, name), 'utf8')
        .replaceAll('lesson-id', level.id)
        .replaceAll('simulation-id', simulation)
        .replaceAll('LEVEL-TITLE', name === 'zh.md' ? level.title.zh : level.title.en)
        .replace('number: 0', `number: ${level.number}`)
        .replace('Level 0', `Level ${level.number}`);
      return [name, text];
    }),
  );
}

/** @throws Error naming the level's id or its folder where the request does not fit */
export function levelFor(number: string, id?: string): PlannedLevel {
  const level = curriculum.find((candidate) => String(candidate.number) === number);
  if (!level) throw new Error(`There is no level "${number}"; levels are 1 to ${curriculum.length}.`);
  if (id !== undefined && id !== level.id) throw new Error(`Level ${number} is "${level.id}", not "${id}". Ids are in src/registry/curriculum.ts.`);
  return level;
}

function main([number, id, simulation]: string[]): void {
  if (number === undefined) throw new Error('Usage: npm run lesson:new -- NUMBER [ID] [SIMULATION-ID], for example: npm run lesson:new -- 11 parameter-count');
  const level = levelFor(number, id);
  const folder = path.join(lessons, folderOf(level));
  if (existsSync(folder)) throw new Error(`lessons/${folderOf(level)} exists already.`);
  if (simulation !== undefined && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(simulation)) throw new Error(`"${simulation}" is no simulation id: small letters, digits and hyphens.`);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of newLesson(level, simulation)) writeFileSync(path.join(folder, name), text);
  const made = `lessons/${folderOf(level)}`;
  process.stdout.write(`${made} is made. Now:\n  npm start                       plays it\n  npm run lesson:check ${level.id}   lists what is still to write\n`);
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`lesson:new: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  }
}
