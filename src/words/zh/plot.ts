/** Interface words of src/plot. */
import type { plot as english } from '../en/plot.js';

export const plot: typeof english = {
  axisWithUnit: '{label}（{unit}）',
  earlier: '先前的运行',
  page: '第 {page} 页，共 {pages} 页',
  empty: '暂无数据',
  moreLines: '还有 {count} 行',
  more: '另有 {count} 项',
  meanOf: '每格为 {rows} x {columns} 个值的均值',
  shareOf: '每格为 {rows} x {columns} 个中保留的比例',
  mostOf: '每格取 {rows} x {columns} 个中最多的一类',
  onOf: '{total} 个中保留 {on} 个',
  weight: '权重',
  unitsOf: '{shown}/{units}',
  idle: '空闲',
  layerUnits: '{label}（{units}）',
  atLeast: '不小于 {bound}',
};
