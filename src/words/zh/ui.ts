/** Interface words of src/ui. */
import type { ui as english } from '../en/ui.js';

export const ui: typeof english = {};
