/**
 * Labels and errors said in a language: the lesson's own words first (those of the simulation before those of the level),
 * then the common catalogue. A key without words is a fault that `npm run lesson:check` reports; on screen it shows as itself.
 */
import type { Label, LabelValues, Language } from '../lesson/label.js';
import type { LessonWords } from '../lesson/words/types.js';
import type { UserError } from '../user-error.js';
import { catalogue } from './index.js';
import { formatNumber } from './numbers.js';

export interface Speaker {
  readonly language: Language;
  /** Words of the level on screen, if any. */
  readonly lesson?: LessonWords;
  /** Simulation whose words go first. */
  readonly simulation?: string;
}

export function say(label: Label, speaker: Speaker): string {
  if (typeof label === 'string') return lookUp(label, speaker) ?? label;
  if ('raw' in label) return label.raw;
  const template = lookUp(label.key, speaker);
  return template === undefined ? label.key : fill(template, label.values, speaker.language);
}

/** The words behind a key, or undefined where there are none. */
export function lookUp(key: string, speaker: Speaker): string | undefined {
  const words = speaker.lesson?.words;
  const common: Record<string, string> = catalogue(speaker.language).common;
  return (speaker.simulation && words?.[`${speaker.simulation}.${key}`]) || words?.[key] || (Object.hasOwn(common, key) ? common[key] : undefined);
}

/** A learner's error as a sentence. Parameter names are given as the flag and, where the lesson has one, the label. */
export function sayError(error: UserError, speaker: Speaker): string {
  const errors: Record<string, string> = catalogue(speaker.language).errors;
  const template = speaker.lesson?.errors[error.key] ?? (Object.hasOwn(errors, error.key) ? errors[error.key] : undefined);
  return template === undefined ? error.message : fill(template, error.values, speaker.language);
}

/** "{name} is {value}" with values; numbers get up to four significant digits, an unknown {key} stays as it is. */
export function fill(template: string, values: LabelValues, language: Language = 'en'): string {
  return template.replace(/\{(\w+)\}/g, (whole, key: string) => {
    const value = values[key];
    return value === undefined ? whole : typeof value === 'number' ? formatNumber(value, {}, language) : value;
  });
}
