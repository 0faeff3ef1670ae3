import type { en as english } from '../en/index.js';
import { cli } from './cli.js';
import { common } from './common.js';
import { errors } from './errors.js';
import { notes } from './notes.js';
import { plot } from './plot.js';
import { ui } from './ui.js';

export const zh: typeof english = { common, errors, plot, ui, cli, notes };
