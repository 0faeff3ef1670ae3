/**
 * One panel or more of every kind with sample data: what the gallery draws and the tests of the plots hold fast. The words
 * are said in both languages, as a lesson's would be.
 */
import {
  bars,
  heatmap,
  histogram,
  image,
  line,
  network,
  raw,
  scatter,
  table,
  textPanel,
  timeline,
  tokens,
  type Label,
  type Language,
  type Panel,
} from '../../src/lesson/index.js';
import { bell, DIGITS, glyph, noise, range } from './curves.js';

export function samplePanels(language: Language): Panel[] {
  const say = (zh: string, en: string): Label => raw(language === 'zh' ? zh : en);
  const cut = range(24, 0, 0.95);
  const steps = range(240, 1, 2400);
  const jitter = bell(240, 5);
  const losses = (floor: number, speed: number, k: number) => steps.map((step, i) => floor + 2.2 / (1 + step / speed) + 0.05 * jitter[(i * k) % 240]);
  return [
    line({
      id: 'ticket',
      title: say('剪枝之后的测试准确率', 'Test accuracy after pruning'),
      x: { label: say('剪去的权重', 'weights pruned'), format: 'percent' },
      y: { label: say('测试准确率', 'test accuracy'), format: 'percent', min: 0.84, max: 0.98 },
      series: [
        { id: 'ticket', label: say('中奖彩票', 'ticket'), x: cut, y: cut.map((v) => 0.968 - 0.022 * v ** 9), low: cut.map((v) => 0.963 - 0.026 * v ** 6), high: cut.map((v) => 0.972 - 0.018 * v ** 9), emphasis: 'primary' },
        { id: 'reinit', label: say('重新初始化', 're-initialised'), x: cut, y: cut.map((v) => 0.966 - 0.075 * v ** 4) },
        { id: 'random', label: say('随机掩码', 'random mask'), x: cut, y: cut.map((v, i) => (i === 9 ? null : 0.952 - 0.1 * v ** 2.2)) },
      ],
      rules: [
        { axis: 'y', at: 0.93, label: say('目标', 'goal') },
        { axis: 'x', at: 0.8, label: say('第 7 轮', 'round 7') },
      ],
      caption: say('细点：五个种子的范围', 'fine dots: range over five seeds'),
    }),
    line({
      id: 'loss',
      title: say('训练损失与验证损失', 'Training and validation loss'),
      x: { label: say('训练步数', 'training step'), format: 'integer' },
      y: { label: say('损失', 'loss'), scale: 'log' },
      series: [
        { id: 'train', label: say('训练', 'training'), x: steps, y: losses(0.02, 120, 1) },
        { id: 'valid', label: say('验证', 'validation'), x: steps, y: losses(0.2, 160, 7).map((v, i) => v + (i > 120 ? (i - 120) / 500 : 0)) },
      ],
    }),
    line({
      id: 'roc',
      title: say('校准曲线', 'Calibration'),
      x: { label: say('预测概率', 'predicted probability'), min: 0, max: 1 },
      y: { label: say('实际频率', 'observed frequency'), min: 0, max: 1 },
      series: [
        { id: 'ideal', label: say('理想', 'ideal'), x: [0, 1], y: [0, 1], emphasis: 'muted' },
        { id: 'model', label: say('模型', 'model'), x: range(10, 0.05, 0.95), y: [0.01, 0.06, 0.15, 0.24, 0.38, 0.5, 0.69, 0.82, 0.93, 0.98], mark: 'both' },
        { id: 'steps', label: say('经验分布', 'empirical'), x: range(8, 0, 1), y: [0, 0.05, 0.2, 0.4, 0.5, 0.8, 0.9, 1], mark: 'steps' },
      ],
    }),
    scatterClasses(say),
    scatterCloud(say),
    bars({
      id: 'candidates',
      title: say('下一个词元', 'Next token'),
      value: { label: say('概率', 'probability'), format: 'percent', min: 0 },
      bars: [
        { label: raw('霜'), value: 0.412, note: say('保留 ← 抽中', 'kept <- drawn'), emphasis: 'primary' },
        { label: raw('秋'), value: 0.187, note: say('保留', 'kept') },
        { label: raw('白'), value: 0.124, note: say('保留', 'kept') },
        { label: raw(' the'), value: 0.061, note: say('截去', 'cut'), emphasis: 'muted' },
        { label: raw('明月'), value: 0.023, note: say('截去', 'cut'), emphasis: 'muted' },
        { label: raw('。'), value: 0.0004, note: say('截去', 'cut'), emphasis: 'muted' },
      ],
      caption: say('熵 2.31 比特 · 候选 2,913 → 5', 'entropy 2.31 bits, 2,913 candidates, 5 kept'),
    }),
    bars({
      id: 'coefficients',
      title: say('系数与 95% 置信区间', 'Coefficients with 95 % intervals'),
      value: { label: say('每标准差的变化', 'change per standard deviation'), digits: 2 },
      bars: [
        { label: say('收入', 'income'), value: 0.82, interval: [0.61, 1.03], emphasis: 'good' },
        { label: say('房龄', 'age of the house'), value: -0.34, interval: [-0.52, -0.16], emphasis: 'bad' },
        { label: say('房间数', 'rooms'), value: 0.07, interval: [-0.11, 0.25] },
        { label: say('纬度', 'latitude'), value: -0.91, interval: [-1.3, -0.52], emphasis: 'bad' },
      ],
      rules: [{ axis: 'x', at: 0.5, label: say('文献值', 'literature') }],
    }),
    histogram({
      id: 'bootstrap',
      title: say('自助法的 2,000 个准确率', '2,000 bootstrap accuracies'),
      x: { label: say('准确率', 'accuracy'), format: 'percent' },
      y: { label: say('次数', 'count'), format: 'integer' },
      edges: range(25, 0.86, 0.98),
      series: [{ id: 'b', label: say('自助样本', 'bootstrap samples'), counts: range(24, -2.6, 2.6).map((z) => Math.round((330 / (1 + z * z)) * (1 - Math.abs(z) / 2.9))) }],
      rules: [
        { axis: 'x', at: 0.889, label: say('2.5 %', '2.5 %') },
        { axis: 'x', at: 0.951, label: say('97.5 %', '97.5 %') },
      ],
    }),
    histogram({
      id: 'shift',
      title: say('训练集与测试集的特征分布', 'A feature in training and test data'),
      x: { label: say('标准化后的收入', 'income, standardised') },
      y: { label: say('次数', 'count'), format: 'integer' },
      edges: range(21, -3, 4),
      series: [
        { id: 'train', label: say('训练集', 'training'), counts: range(20, -3, 4).map((z) => Math.round(140 / (1 + z ** 4))) },
        { id: 'test', label: say('测试集', 'test'), counts: range(20, -4, 3).map((z) => Math.round(110 / (1 + z * z))) },
      ],
    }),
    ...heatmaps(say, language),
    image({
      id: 'support',
      title: say('支撑集与查询', 'Support set and query'),
      groups: [
        { label: say('支撑集', 'support'), pictures: DIGITS.map((rows, digit) => ({ rows: 12, columns: 12, pixels: glyph(rows), caption: raw(digit) })) },
        {
          label: say('查询', 'query'),
          pictures: [2, 4, 3].map((digit, i) => ({ rows: 12, columns: 12, pixels: glyph(DIGITS[digit]), caption: raw(i === 2 ? '8 (3)' : digit), emphasis: i === 2 ? ('bad' as const) : ('good' as const) })),
        },
      ],
    }),
    table({
      id: 'scores',
      title: say('五折交叉验证', 'Five-fold cross-validation'),
      columns: [{ label: say('模型', 'model') }, { label: say('准确率', 'accuracy'), format: 'percent' }, { label: say('标准误', 'standard error'), digits: 4 }, { label: say('参数', 'parameters'), format: 'integer' }, { label: say('时间', 'time'), format: 'seconds' }],
      rows: [
        { cells: [say('逻辑回归', 'logistic regression'), 0.948, 0.0031, 650, 0.3] },
        { cells: [say('多层感知机', 'multilayer perceptron'), 0.971, 0.0024, 9930, 2.4], emphasis: 'good' },
        { cells: [say('卷积网络', 'convolutional network'), 0.983, 0.0019, 4906, 75], emphasis: 'primary' },
        { cells: [raw('k-NN'), 0.962, null, null, 0.05], emphasis: 'muted' },
      ],
    }),
    tokens({
      id: 'attribution',
      title: say('哪些词元起了作用', 'Which tokens mattered'),
      weightLabel: say('注意力', 'attention'),
      tokens: language === 'zh'
        ? weigh(['这部', '电影', '的', '节奏', '有点', '慢', '，', '但是', '结尾', '非常', '动人', '，', '值得', '再', '看', '一遍', '。'], [0.05, 0.2, 0, 0.3, 0.35, 0.62, 0, 0.4, 0.3, 0.7, 1, 0, 0.85, 0.1, 0.2, 0.15, 0])
        : weigh(['The', ' film', ' is', ' a', ' little', ' slow', ',', ' but', ' the', ' ending', ' is', ' deeply', ' moving', ',', ' worth', ' seeing', ' again', '.'], [0, 0.2, 0, 0, 0.35, 0.62, 0, 0.4, 0, 0.3, 0, 0.7, 1, 0, 0.85, 0.2, 0.15, 0]),
    }),
    tokens({
      id: 'sampling',
      title: say('续写', 'Continuation'),
      tokens: [
        ...(language === 'zh' ? ['床', '前', '明月', '光', '，', '疑', '是', '地上'] : ['It', ' was', ' a', ' bright', ' cold', ' day', ' in']).map((text) => ({ text })),
        ...(language === 'zh' ? ['霜', '。\n', '举', '头'] : [' April', ',\n', 'and', ' the', ' clocks']).map((text) => ({ text, emphasis: 'primary' as const })),
      ],
    }),
    tokens({
      id: 'signed',
      title: say('对判为“好评”的贡献', 'Contribution to "positive"'),
      signed: true,
      tokens: language === 'zh' ? weigh(['画面', '很', '美', '，', '剧情', '却', '无聊', '。'], [0.2, 0.3, 0.9, 0, -0.1, -0.4, -0.95, 0]) : weigh(['Lovely', ' pictures', ',', ' dull', ' story', '.'], [0.9, 0.2, 0, -0.95, -0.1, 0]),
    }),
    network({
      id: 'mlp',
      title: say('剪枝后的小网络', 'A small network after pruning'),
      layers: [
        { label: say('输入', 'input'), units: 4, values: [0.2, 0.9, 0.05, 0.6] },
        { label: say('隐藏层', 'hidden'), units: 6, values: [0.8, 0, 0.4, 0.02, 1, 0.5] },
        { label: say('输出', 'output'), units: 3, values: [0.1, 0.85, 0.05] },
      ],
      weights: [prune(bell(24, 3)), prune(bell(18, 9))],
    }),
    network({
      id: 'wide',
      title: say('宽网络', 'A wide network'),
      layers: [
        { label: say('像素', 'pixels'), units: 144 },
        { label: say('隐藏层', 'hidden'), units: 64 },
        { label: say('类别', 'classes'), units: 10 },
      ],
      weights: [bell(144 * 64, 4), bell(640, 6)],
    }),
    pipeline(say),
    textPanel({
      id: 'formula',
      title: say('这一步', 'This step'),
      lines: [
        { text: say('w = w - η · 梯度 = 0.82 - 0.10 · 1.64 = 0.66', 'w = w - lr · gradient = 0.82 - 0.10 · 1.64 = 0.66'), emphasis: 'primary' },
        { text: say('梯度的方向是损失上升最快的方向，所以要往反方向走；学习率决定走多远。', 'The gradient points where the loss rises fastest, so the step goes the other way; the learning rate says how far.') },
        { text: say('损失 0.67 → 0.44，下降', 'loss 0.67 to 0.44: lower'), emphasis: 'good' },
        { text: say('学习率大于 2 时会发散', 'above a learning rate of 2 it diverges'), emphasis: 'bad' },
      ],
    }),
    line({ id: 'empty', title: say('还没有运行', 'Not run yet'), x: { label: say('训练步数', 'training step') }, y: { label: say('损失', 'loss') }, series: [{ id: 's', label: say('训练', 'training'), x: [], y: [] }] }),
  ];
}

type Say = (zh: string, en: string) => Label;

const weigh = (texts: readonly string[], weights: readonly number[]) => texts.map((text, i) => ({ text, weight: weights[i] }));
const prune = (weights: readonly number[]) => weights.map((weight) => (Math.abs(weight) < 0.5 ? null : weight));

function scatterClasses(say: Say): Panel {
  const centres = [[-1.2, 0.8], [1.1, 0.9], [0.1, -1.1]] as const;
  return scatter({
    id: 'boundary',
    title: say('嵌入空间中的三类', 'Three classes in the embedding'),
    x: { label: say('第一维', 'first dimension'), min: -3, max: 3 },
    y: { label: say('第二维', 'second dimension'), min: -3, max: 3 },
    series: centres.map(([x, y], i) => ({ id: String(i), label: say(['鸢尾', '玫瑰', '百合'][i], ['iris', 'rose', 'lily'][i]), x: bell(26, 20 + i).map((v) => x + v * 0.6), y: bell(26, 40 + i).map((v) => y + v * 0.5) })),
    background: {
      rows: 24,
      columns: 48,
      scale: 'categories',
      values: Array.from({ length: 24 * 48 }, (_, i) => {
        const px = -3 + (6 * ((i % 48) + 0.5)) / 48;
        const py = 3 - (6 * (Math.floor(i / 48) + 0.5)) / 24;
        let best = 0;
        centres.forEach(([x, y], k) => {
          if ((px - x) ** 2 + (py - y) ** 2 < (px - centres[best][0]) ** 2 + (py - centres[best][1]) ** 2) best = k;
        });
        return best;
      }),
    },
  });
}

function scatterCloud(say: Say): Panel {
  const x = bell(500, 61);
  const y = bell(500, 67).map((v, i) => 0.8 * x[i] + 0.5 * v);
  return scatter({
    id: 'cloud',
    title: say('能量与样本', 'Energy and samples'),
    x: { label: raw('x'), min: -3, max: 3 },
    y: { label: raw('y'), min: -3, max: 3 },
    series: [{ id: 'samples', label: say('样本', 'samples'), x, y }],
    background: {
      rows: 20,
      columns: 40,
      scale: 'sequential',
      values: Array.from({ length: 800 }, (_, i) => {
        const px = -3 + (6 * ((i % 40) + 0.5)) / 40;
        const py = 3 - (6 * (Math.floor(i / 40) + 0.5)) / 20;
        return 1 / (1 + px * px + 4 * (py - 0.8 * px) ** 2);
      }),
    },
  });
}

function heatmaps(say: Say, language: Language): Panel[] {
  const classes = language === 'zh' ? ['猫', '狗', '汽车', '船'] : ['cat', 'dog', 'car', 'ship'];
  const words = language === 'zh' ? ['猫', '坐在', '垫子', '上', '因为', '它', '累', '了'] : ['The', 'cat', 'sat', 'down', 'as', 'it', 'was', 'tired'];
  return [
    heatmap({
      id: 'confusion',
      title: say('混淆矩阵', 'Confusion matrix'),
      grid: { rows: 4, columns: 4, values: [91, 7, 1, 1, 9, 88, 2, 1, 0, 2, 93, 5, 1, 0, 8, 91], min: 0 },
      rowLabels: classes.map(raw),
      columnLabels: classes.map(raw),
      x: say('预测类别', 'predicted'),
      y: say('真实类别', 'true class'),
      showValues: true,
      format: 'integer',
    }),
    heatmap({
      id: 'attention',
      title: say('注意力权重，第 1 头', 'Attention weights, head 1'),
      grid: { rows: 8, columns: 8, values: Array.from({ length: 64 }, (_, i) => (i % 8 > i >> 3 ? null : [0.3, 0.05, 0.12, 0.4, 0.08, 0.62, 0.22, 0.15][(i * 3 + (i >> 3)) % 8])), min: 0, max: 1 },
      rowLabels: words.map(raw),
      columnLabels: words.map(raw),
      showValues: true,
      digits: 2,
    }),
    heatmap({ id: 'mask', title: say('第 1 层的掩码，48 x 96', 'Mask of layer 1, 48 x 96'), grid: { rows: 48, columns: 96, scale: 'binary', values: noise(48 * 96, 8).map((v, i) => (v < 0.12 + 0.5 * Math.abs(((i % 96) - 48) / 96) ? 1 : 0)) } }),
    heatmap({ id: 'large-mask', title: say('大掩码，144 x 512', 'A large mask, 144 x 512'), grid: { rows: 144, columns: 512, scale: 'binary', values: noise(144 * 512, 9).map((v, i) => (v < (i % 512) / 512 ? 1 : 0)) } }),
    heatmap({ id: 'weights', title: say('权重', 'Weights'), grid: { rows: 24, columns: 40, scale: 'diverging', values: Array.from({ length: 960 }, (_, i) => Math.sin((i % 40) / 4) * Math.cos(Math.floor(i / 40) / 3)) }, format: 'number', digits: 1 }),
  ];
}

function pipeline(say: Say): Panel {
  const spans = [0, 1, 2, 3].flatMap((device) =>
    [0, 1, 2, 3].flatMap((micro) => [
      { lane: `gpu${device}`, kind: 'forward', start: device + micro, end: device + micro + 1, label: raw(micro + 1) },
      { lane: `gpu${device}`, kind: 'backward', start: 8 + (3 - device) * 2 + micro * 2, end: 10 + (3 - device) * 2 + micro * 2, label: raw(micro + 1) },
    ]),
  );
  return timeline({
    id: 'pipeline',
    title: say('流水线并行的一步', 'One step of pipeline parallelism'),
    x: { label: say('时间', 'time'), unit: raw('ms') },
    lanes: [0, 1, 2, 3].map((device) => ({ id: `gpu${device}`, label: raw(`GPU ${device}`) })),
    kinds: [
      { id: 'forward', label: say('前向', 'forward') },
      { id: 'backward', label: say('反向', 'backward') },
      { id: 'send', label: say('通信', 'communication') },
    ],
    spans: [...spans, ...[0, 1, 2, 3].map((device) => ({ lane: `gpu${device}`, kind: 'send', start: 22.2, end: 23.4 }))],
  });
}
