/** Interface words of src/plot. */
export const plot = {
  axisWithUnit: '{label} ({unit})',
  earlier: 'earlier run',
  page: '{page} of {pages}',
  empty: 'no data yet',
  moreLines: '{count} more lines',
  more: '{count} more',
  meanOf: 'each cell: mean of {rows} x {columns} values',
  shareOf: 'each cell: share on of {rows} x {columns}',
  mostOf: 'each cell: most frequent of {rows} x {columns}',
  onOf: '{on} of {total} on',
  weight: 'weight',
  unitsOf: '{shown}/{units}',
  idle: 'idle',
  layerUnits: '{label} ({units})',
  atLeast: 'at least {bound}',
};
