/** Interface words of src/cli. */
export const cli = {};
