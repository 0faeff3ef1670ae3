/** Interface words of src/plot. */
export const plot = {
  axisWithUnit: '{label} ({unit})',
  earlier: 'earlier run',
  page: '{page} of {pages}',
  empty: 'no data yet',
  moreLines: '{count} more lines',
  more: '{count} more',
};
