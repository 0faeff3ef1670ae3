/** Interface words of src/plot. */
export const plot = {};
