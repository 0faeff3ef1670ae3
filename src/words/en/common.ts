/** Words that panels and parameters of many lessons share; a lesson's own words come first. Keys are used as `common.KEY`-less labels. */
import { quickdraw } from './quickdraw.js';
import { toolLabels } from './tools.js';

export const common = {
  ...quickdraw,
  ...toolLabels,
  'param.seed': 'seed',
  accuracy: 'accuracy',
  loss: 'loss',
  'axis.accuracy': 'accuracy',
  'axis.loss': 'loss',
  'axis.step': 'training step',
  'axis.epoch': 'epoch',
  'axis.count': 'count',
  'axis.probability': 'probability',
};
