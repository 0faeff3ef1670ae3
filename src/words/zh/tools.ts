/** Words of the learner's tools: labels of their panels, and what can be wrong with what was asked. */
import type { toolErrors as englishErrors, toolLabels as englishLabels } from '../en/tools.js';

export const toolLabels: typeof englishLabels = {
  'seeds.mean': '均值',
  'seeds.own': '本次运行',
  'seeds.runs': '运行次数',
  'seeds.caption': '{count} 次运行，只有随机种子不同',
  'sweep.caption': '{count} 个随机种子的均值与标准差',
  'sweep.captionMap': '{count} 个随机种子的均值',
  'sweep.captionOne': '只用了一个种子，看不出运气占多少',
  'sweep.on': '开',
  'sweep.off': '关',
};

export const toolErrors: typeof englishErrors = {
  'share.character': '分享码中不会出现“{character}”。请重新复制。',
  'share.damaged': '“{code}”不是分享码，或有缺漏、输错的地方。请重新复制。',
  'share.newer': '分享码 {code} 由更新版本的 ml-tutor 生成。请升级 ml-tutor 后再试。',
  'share.simulation': '分享码 {code} 对应的模拟，这个版本的 ml-tutor 还没有。请升级 ml-tutor 后再试。',
  'share.changed': '生成分享码 {code} 之后，{simulation} 的参数有了改动，因此无法再读取。请改为索取对应的命令。',
  'share.data': '{simulation} 的这次运行用到了学习者自己的文件，分享码里放不下。请用 --data 文件名 给出该文件。',
  'replay.unknown': '“{text}”既不是分享码，也不是你的运行编号。',
  'metric.unknown': '{simulation} 没有名为“{metric}”的指标。现有的指标：{known}。',
  'seeds.count': '随机种子的个数应是 1 到 {max} 之间的整数；“{count}”不是。',
  'sweep.count': '参数扫描可以改变一个或两个参数，这里给了 {count} 个。请给一次或两次 --vary PARAMETER=FROM:TO:STEP（参数、起点、终点、步长）。',
  'sweep.twice': '{name} 出现了两次。请选择两个不同的参数。',
  'sweep.fixed': '{name} 既要扫描又被固定，请去掉其中一个。',
  'sweep.empty': '{name} 没有可供扫描的值。',
  'sweep.form': '“{value}”没有说明要改变什么。请写成 PARAMETER=FROM:TO:STEP（例如 pruneRate=0.1:0.5:0.1），或 PARAMETER=VALUE,VALUE。',
  'sweep.range': '{name}：“{value}”不是取值范围。请写成 FROM:TO:STEP（起点、终点和大于 0 的步长），或 FROM:TO:xFACTOR（倍数大于 1）。',
  'sweep.kind': '{name} 是文本，不能扫描。请选择数值、选项或开关。',
  'sweep.many': '这需要运行 {runs} 次，一次最多 {max} 次。请减少取值或随机种子的个数。',
};
