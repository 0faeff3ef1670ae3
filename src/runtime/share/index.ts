/** Sharing a run: a short code, and the shell command that does the same. */
export { readShareCode, shareCode, type Shareable, type Shared, type Simulations } from './code.js';
export { seedsCommand, shareCommand, sweepCommand, type Commanded } from './command.js';
export { looksLikeCode } from './digits.js';
