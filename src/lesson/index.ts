/** The contract that lessons fulfil; the only door through which lessons and the layers above import it. */
export * from './label.js';
export * from './format.js';
export * from './params.js';
export * from './panels.js';
export * from './simulation.js';
export * from './threads.js';
export * from './condition.js';
export * from './challenge.js';
export * from './claims.js';
export * from './quiz.js';
export * from './lesson.js';
export { UserError } from '../user-error.js';
