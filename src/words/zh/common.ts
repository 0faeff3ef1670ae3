/** Words that panels and parameters of many lessons share; a lesson's own words come first. */
import type { common as english } from '../en/common.js';
import { quickdraw } from './quickdraw.js';
import { toolLabels } from './tools.js';

export const common: typeof english = {
  ...quickdraw,
  ...toolLabels,
  'param.seed': '随机种子',
  accuracy: '准确率',
  loss: '损失',
  'axis.accuracy': '准确率',
  'axis.loss': '损失',
  'axis.step': '训练步数',
  'axis.epoch': '训练轮次',
  'axis.count': '频数',
  'axis.probability': '概率',
};
