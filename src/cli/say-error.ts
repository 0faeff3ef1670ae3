/** Errors of the command line as lines: what is wrong, what was probably meant, where there is more. */
import { cleanLine } from '../data/learner/clean.js';
import { UserError, type ErrorValues } from '../user-error.js';
import { catalogue } from '../words/index.js';
import { fill, sayError } from '../words/say.js';
import type { Language } from '../lesson/index.js';
import { UsageError } from './usage-error.js';

export function errorLines(error: UserError, language: Language): string[] {
  const lesson = error instanceof UsageError ? error.lesson : undefined;
  const { cli } = catalogue(language);
  const own: Record<string, string> = cli.errors;
  const values = cleaned(error.values);
  const text = Object.hasOwn(own, error.key) ? fill(own[error.key], values, language) : sayError(new UserError(error.key, values), { language, lesson });
  const lines = [text];
  if (error instanceof UsageError) {
    if (error.suggestion) lines.push(fill(cli.suggestion, { name: error.suggestion }, language));
    if (error.command) lines.push(fill(cli.seeHelp, { command: error.command }, language));
  }
  return lines;
}

/** What was typed or read comes back on the screen: without control characters, and not endlessly long. */
function cleaned(values: ErrorValues): ErrorValues {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? shortened(cleanLine(value)) : value]));
}

function shortened(text: string): string {
  return text.length > 400 ? `${text.slice(0, 400)}...` : text;
}
