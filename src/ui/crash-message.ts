/** What is said on the normal screen after a fault of the tutor itself. */
import { UserError, type Language } from '../lesson/index.js';
import { catalogue } from '../words/index.js';
import { sayError } from '../words/say.js';

/** Enough of a stack to find the place. */
const STACK_LINES = 8;

export function crashMessage(error: Error, language: Language): string {
  const { ui } = catalogue(language);
  const what = error instanceof UserError ? sayError(error, { language }) : (error.stack ?? error.message).split('\n').slice(0, STACK_LINES).join('\n');
  return `${ui['crash.title']}\n${ui['crash.report']}\n\n${what}\n`;
}

export function sayCrash(error: Error, language: Language): void {
  process.stderr.write(`\n${crashMessage(error, language)}`);
}
