/** A small level for the tests of the screens: every kind of parameter, a prediction, a challenge, one question of each kind. */
import {
  choice,
  choiceQuestion,
  defineLesson,
  defineSimulation,
  integer,
  line,
  message,
  metric,
  numberQuestion,
  orderQuestion,
  real,
  text,
  texts,
  toggle,
  UserError,
  type Language,
} from '../../../src/lesson/index.js';
import type { LessonWords } from '../../../src/lesson/words/types.js';
import { parseLessonWords } from '../../../src/lesson/words/parse.js';

export const coin = defineSimulation({
  id: 'coin',
  version: 1,
  params: {
    tosses: integer({ min: 2, max: 5000, default: 20 }),
    bias: real({ min: 0, max: 1, step: 0.05, default: 0.5, digits: 2 }),
    side: choice(['heads', 'tails']),
    running: toggle(true),
    name: text({ maxLength: 12, default: '' }),
    bets: texts({ maxLength: 10, maxItems: 3, default: [] }),
  },
  metrics: { share: { format: 'percent', better: 'higher' }, tossed: { format: 'integer' } },
  data: { kind: 'table', files: 1 },
  check({ bias, running }) {
    if (bias === 0 && !running) throw new UserError('param.range', { name: 'bias', value: 0, min: 0.05, max: 1 });
  },
  *run({ params, random }) {
    const share: number[] = [];
    let heads = 0;
    for (let n = 1; n <= params.tosses; n++) {
      if (random.uniform() < params.bias) heads++;
      share.push(heads / n);
      yield {
        progress: n / params.tosses,
        metrics: { share: heads / n, tossed: n },
        note: message('note.toss', { n, total: params.tosses }),
        panels: [
          line({
            id: 'share',
            title: 'panel.share',
            x: { label: 'axis.toss', min: 0, max: params.tosses },
            y: { label: 'axis.share', min: 0, max: 1, format: 'percent' },
            series: [{ id: 'share', label: 'series.share', x: share.map((_, i) => i + 1), y: [...share] }],
          }),
        ],
      };
    }
  },
});

export const smallLesson = defineLesson({
  id: 'lottery-ticket',
  number: 4,
  cards: ['coin', 'long'],
  simulations: [coin],
  predictions: [{ simulation: 'coin', options: ['half', 'more'], outcome: ({ share }) => (share > 0.7 ? 'more' : 'half') }],
  claims: [{ id: 'settles', runs: { many: { simulation: 'coin', params: { tosses: 400 } } }, margin: ({ many }) => 0.2 - Math.abs(many.share - 0.5) }],
  challenge: {
    simulation: 'coin',
    start: { bias: 0.2 },
    locked: ['tosses'],
    pass: [metric('share').atLeast(0.8)],
    distinction: [metric('share').atLeast(1)],
    solution: { bias: 1 },
    seed: 3,
  },
  quiz: [choiceQuestion('fair', ['yes', 'no'], 'yes'), numberQuestion('chance', 0.25, 0.001), orderQuestion('steps', ['toss', 'look', 'count'])],
  reading: [{ authors: 'Bernoulli', year: 1713, title: 'Ars Conjectandi', venue: 'Basel' }],
});

const en = `# Tossing a coin

How a share settles.

## cards

### coin: A coin
A toss shows heads with a [probability](#softmax) that never changes. **Many** tosses show it.

### long: A long card
${Array.from({ length: 30 }, (_, i) => `Paragraph ${i + 1}.`).join('\n\n')}

## predictions

### coin
What share of heads will twenty tosses show?

- half: about a half
- more: far more than a half

#### explanation
Chance averages out.

## claims

- \`settles\`: Over 400 tosses the share of heads is near a half.

## challenge

### goal
Make at least **80 %** of the tosses heads.
### hint-1
Look at the bias.
### hint-2
A larger bias shows more heads.
### hint-3
Nothing beats a bias of 1.
### solution
A bias of 1 always shows heads.
### debrief
The bias is the expected share.

## quiz

### fair
Is a coin with bias 0.5 fair?

- yes: Yes, it is.
  > Both sides are equally likely.
- no: No, it is not.
  > It favours neither side.

### chance
Two fair tosses: what is the chance of two heads?

#### reason
0.5 times 0.5.

### steps
Put the steps of the experiment in order.

- toss: Toss the coin.
- look: Look at it.
- count: Count the heads.

#### reason
One cannot count what one has not seen.

## words

- \`simulation.coin\`: Coin tosses
- \`param.tosses\`: tosses
- \`param.tosses.help\`: How often the coin is tossed.
- \`param.bias\`: bias
- \`param.bias.help\`: Probability of heads.
- \`param.side\`: side
- \`param.side.heads\`: heads
- \`param.side.tails\`: tails
- \`param.running\`: running share
- \`param.name\`: name
- \`param.bets\`: bets
- \`metric.share\`: share of heads
- \`metric.tossed\`: tossed
- \`panel.share\`: share of heads so far
- \`axis.toss\`: toss
- \`axis.share\`: share
- \`series.share\`: heads
- \`note.toss\`: toss {n} of {total}
`;

const zh = `# 抛硬币

频率怎样稳定下来。

## cards

### coin: 一枚硬币
每次抛出正面的[概率](#softmax)始终不变，抛得**多**了才看得出来。

### long: 一张长卡片
${Array.from({ length: 30 }, (_, i) => `第 ${i + 1} 段。`).join('\n\n')}

## predictions

### coin
抛二十次，正面会占多少？

- half: 大约一半
- more: 远多于一半

#### explanation
偶然会相互抵消。

## claims

- \`settles\`: 抛 400 次，正面的比例接近一半。

## challenge

### goal
让至少 **80 %** 的结果是正面。
### hint-1
看看偏向。
### hint-2
偏向越大，正面越多。
### hint-3
偏向取 1 最好不过。
### solution
偏向为 1 时总是正面。
### debrief
偏向就是正面的期望比例。

## quiz

### fair
偏向为 0.5 的硬币公平吗？

- yes: 公平。
  > 两面机会均等。
- no: 不公平。
  > 它并不偏向哪一面。

### chance
公平的硬币抛两次，两次都是正面的概率是多少？

#### reason
0.5 乘以 0.5。

### steps
请把实验的步骤排好。

- toss: 抛硬币。
- look: 看结果。
- count: 数正面。

#### reason
没看到的无从数起。

## words

- \`simulation.coin\`: 抛硬币
- \`param.tosses\`: 次数
- \`param.tosses.help\`: 抛多少次。
- \`param.bias\`: 偏向
- \`param.bias.help\`: 出现正面的概率。
- \`param.side\`: 面
- \`param.side.heads\`: 正面
- \`param.side.tails\`: 反面
- \`param.running\`: 累计比例
- \`param.name\`: 名称
- \`param.bets\`: 赌注
- \`metric.share\`: 正面比例
- \`metric.tossed\`: 已抛次数
- \`panel.share\`: 到目前为止的正面比例
- \`axis.toss\`: 次
- \`axis.share\`: 比例
- \`series.share\`: 正面
- \`note.toss\`: 第 {n} 次，共 {total} 次
`;

export const smallSources: Readonly<Record<Language, string>> = { en, zh };

const words: Readonly<Record<Language, LessonWords>> = { en: parseLessonWords(en, 'small/en.md'), zh: parseLessonWords(zh, 'small/zh.md') };

export function smallWords(language: Language): LessonWords {
  return words[language];
}
