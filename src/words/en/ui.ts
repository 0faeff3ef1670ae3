/** Interface words of src/ui. */
export const ui = {};
