/**
 * The plan of the whole course: five parts, thirty levels, in order. A level has its place and its title here before it
 * is built; whether it is built is for the index of lesson folders (lessons.generated.ts) to say.
 */
import type { Language } from '../lesson/label.js';

export type Titles = Readonly<Record<Language, string>>;

export interface Part {
  /** 1 to 5. */
  readonly number: number;
  readonly roman: string;
  readonly title: Titles;
}

export interface PlannedLevel {
  /** 1 to 30: only the order. */
  readonly number: number;
  /** For ever: progress, links and commands name it. The folder is NN-id. */
  readonly id: string;
  readonly part: number;
  readonly title: Titles;
  /** For the map: at most 27 cells wide. */
  readonly short: Titles;
}

export const parts: readonly Part[] = [
  { number: 1, roman: 'I', title: { zh: '神经网络与深度学习', en: 'Neural networks and deep learning' } },
  { number: 2, roman: 'II', title: { zh: '计算机视觉', en: 'Computer vision' } },
  { number: 3, roman: 'III', title: { zh: '自然语言处理', en: 'Natural language processing' } },
  { number: 4, roman: 'IV', title: { zh: '生产与部署', en: 'Production and deployment' } },
  { number: 5, roman: 'V', title: { zh: '预测性能与模型评测', en: 'Predictive performance and evaluation' } },
];

/** The short English title only where the full one is too long for the map; Chinese ones are short enough. */
type Row = readonly [id: string, zh: string, en: string, short?: string];

const levelsOfParts: readonly (readonly Row[])[] = [
  [
    ['embeddings', '嵌入、潜空间和表征', 'Embeddings, latent space and representations', 'Embeddings'],
    ['self-supervised', '自监督学习', 'Self-supervised learning'],
    ['few-shot', '小样本学习', 'Few-shot learning'],
    ['lottery-ticket', '彩票假设', 'The lottery ticket hypothesis', 'Lottery tickets'],
    ['overfitting-data', '利用数据减少过拟合', 'Less overfitting with data', 'Overfitting: the data'],
    ['overfitting-model', '通过改进模型减少过拟合', 'Less overfitting with the model', 'Overfitting: the model'],
    ['multi-gpu', '多 GPU 训练', 'Multi-GPU training'],
    ['transformers', 'Transformer 的成功', 'Why transformers succeed'],
    ['generative-models', '生成式 AI 模型', 'Generative models'],
    ['sources-of-randomness', '随机性的由来', 'Sources of randomness'],
  ],
  [
    ['parameter-count', '计算参数量', 'Counting parameters'],
    ['fc-and-convolution', '全连接层和卷积层', 'Fully connected and convolutional layers', 'Dense and conv layers'],
    ['vision-transformers', 'ViT 所需的大型训练集', 'Why ViTs need large training sets', 'Why ViTs need much data'],
  ],
  [
    ['distributional-hypothesis', '分布假设', 'The distributional hypothesis', 'Distributional hypothesis'],
    ['text-augmentation', '文本数据增强', 'Text augmentation'],
    ['self-attention', '自注意力', 'Self-attention'],
    ['encoders-and-decoders', '编码器与解码器', 'Encoders and decoders'],
    ['finetuning', '使用和微调 Transformer', 'Using and fine-tuning transformers', 'Fine-tuning transformers'],
    ['evaluating-generation', '评测生成式大模型', 'Evaluating generative models', 'Evaluating generation'],
  ],
  [
    ['stateful-training', '无状态与有状态训练', 'Stateless and stateful training', 'Stateful training'],
    ['data-centric', '以数据为中心的人工智能', 'Data-centric AI'],
    ['inference-speed', '加速推理', 'Speeding up inference'],
    ['distribution-shift', '数据分布偏移', 'Distribution shifts'],
  ],
  [
    ['poisson-regression', '泊松回归与有序回归', 'Poisson and ordinal regression', 'Poisson and ordinal models'],
    ['confidence-intervals', '置信区间', 'Confidence intervals'],
    ['conformal-prediction', '共形预测', 'Conformal prediction'],
    ['proper-metrics', '合适的模型度量', 'Proper metrics'],
    ['k-fold', 'k 折交叉验证中的 k', 'The k in k-fold cross-validation', 'The k in k-fold'],
    ['set-discordance', '训练集与测试集不一致', 'Training and test set discordance', 'Train-test discordance'],
    ['limited-labels', '有限的标签数据', 'Limited labelled data'],
  ],
];

export const curriculum: readonly PlannedLevel[] = levelsOfParts
  .flatMap((rows, part) => rows.map(([id, zh, en, short = en]) => ({ id, part: part + 1, title: { zh, en }, short: { zh, en: short } })))
  .map((level, index) => ({ number: index + 1, ...level }));

/** The folder of a level under lessons/, for example `04-lottery-ticket`. */
export function folderOf({ number, id }: Pick<PlannedLevel, 'number' | 'id'>): string {
  return `${String(number).padStart(2, '0')}-${id}`;
}
