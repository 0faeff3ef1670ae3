/** Interface words of src/plot. */
import type { plot as english } from '../en/plot.js';

export const plot: typeof english = {
  axisWithUnit: '{label}（{unit}）',
  earlier: '先前的运行',
  page: '第 {page} 页，共 {pages} 页',
  empty: '暂无数据',
  moreLines: '还有 {count} 行',
  more: '另有 {count} 项',
};
