/** Interface words of src/plot. */
import type { plot as english } from '../en/plot.js';

export const plot: typeof english = {};
