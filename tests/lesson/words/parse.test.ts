import { describe, expect, test } from 'vitest';
import { WordsError } from '../../../src/lesson/words/faults.js';
import { joinLines } from '../../../src/lesson/words/outline.js';
import { parseLessonWords, readLessonWords } from '../../../src/lesson/words/parse.js';

const good = `# 彩票假设

一句话说明这一关学什么，
分成两行写。

## cards

### why: 为什么剪枝

稠密网络里的权重有冗余，见[剪枝](#pruning)。

| 步骤 | 做法 |
| --- | --- |
| 1 | 训练 |

\`\`\`
w -> w * mask
\`\`\`

### rewind: Rewind: back to start

Second card.

## predictions

### lottery-ticket

Which network is best
at 80 % sparsity?

- ticket: the ticket
- reinit: the same mask with
  new weights

#### explanation

Because of the initial values.

## claims

- \`ticket-beats-reinit\`: At 80 % sparsity the ticket wins.

## challenge

### goal

Reach 90 %.

### hint-1

One.

### hint-2

Two.

### hint-3

Three.

### solution

Set \`rounds\` to 12.

### debrief

Well.

## quiz

### cost

What does finding a ticket cost?

- one-training: a single training
  > No: every round trains
  > again, so \`rounds\` times.
- many: many trainings
  > Yes.

### count

How many remain after 2 rounds of 50 % from 100?

#### reason

100 x 0.5 x 0.5 = 25.

## words

- \`param.rounds\`: rounds
- \`note.round\`: round {round} of {rounds}

## errors

- \`rounds.odd\`: {rounds} is odd.
`;

function faultsOf(text: string): string[] {
  return readLessonWords(text, 'zh.md').faults.map(({ line, problem }) => `${line}: ${problem}`);
}

describe('parseLessonWords', () => {
  test('reads every part of the format', () => {
    const words = parseLessonWords(good, 'zh.md');
    expect(words).toEqual({
      title: '彩票假设',
      summary: '一句话说明这一关学什么，分成两行写。',
      cards: {
        why: {
          title: '为什么剪枝',
          body: '稠密网络里的权重有冗余，见[剪枝](#pruning)。\n\n| 步骤 | 做法 |\n| --- | --- |\n| 1 | 训练 |\n\n```\nw -> w * mask\n```',
        },
        rewind: { title: 'Rewind: back to start', body: 'Second card.' },
      },
      predictions: {
        'lottery-ticket': {
          question: 'Which network is best\nat 80 % sparsity?',
          options: { ticket: 'the ticket', reinit: 'the same mask with new weights' },
          explanation: 'Because of the initial values.',
        },
      },
      claims: { 'ticket-beats-reinit': 'At 80 % sparsity the ticket wins.' },
      challenge: { goal: 'Reach 90 %.', hints: ['One.', 'Two.', 'Three.'], solution: 'Set `rounds` to 12.', debrief: 'Well.' },
      quiz: {
        cost: {
          question: 'What does finding a ticket cost?',
          options: {
            'one-training': { text: 'a single training', reason: 'No: every round trains\nagain, so `rounds` times.' },
            many: { text: 'many trainings', reason: 'Yes.' },
          },
        },
        count: { question: 'How many remain after 2 rounds of 50 % from 100?', options: {}, reason: '100 x 0.5 x 0.5 = 25.' },
      },
      words: { 'param.rounds': 'rounds', 'note.round': 'round {round} of {rounds}' },
      errors: { 'rounds.odd': '{rounds} is odd.' },
    });
    expect(Object.keys(words.quiz.cost.options)).toEqual(['one-training', 'many']);
  });

  test('the errors section may be left out, the others may not', () => {
    const withoutErrors = good.slice(0, good.indexOf('## errors'));
    expect(parseLessonWords(withoutErrors, 'zh.md').errors).toEqual({});
    expect(faultsOf(good.slice(0, good.indexOf('## words')))).toEqual(['1: section "words" is missing']);
  });

  test('an error carries all faults, each with file, line, problem and fix', () => {
    const bad = good.replace('### why: 为什么剪枝', '### 为什么剪枝').replace('- `param.rounds`: rounds', '- param.rounds: rounds');
    try {
      parseLessonWords(bad, 'lessons/04-x/zh.md');
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof WordsError)) throw error;
      expect(error.faults).toHaveLength(2);
      expect(error.message).toBe(
        'lessons/04-x/zh.md:8: card heading "为什么剪枝" is not "card-id: Card title". Write the id, an ASCII colon, a space and the title.\n' +
          'lessons/04-x/zh.md:91: "param.rounds: rounds" is not an entry. Write it as - `key`: text, with an ASCII colon.',
      );
    }
  });

  test.each([
    ['no title', 'the file has no title', (text: string) => text.replace('# 彩票假设', '## cards')],
    ['an empty file', 'the file has no title', () => ''],
    ['text before the title', 'text before the title', (text: string) => `Hello\n\n${text}`],
    ['two titles', 'a second "# Again"', (text: string) => `${text}\n# Again\n`],
    ['no summary', 'the title is not followed by exactly one paragraph', (text: string) => text.replace(/一句话[^#]*/, '\n')],
    ['unknown section', '"glossary" is not a section', (text: string) => text.replace(/## errors[^]*/, '## glossary\n')],
    ['doubled section', 'a second section "errors"', (text: string) => `${text}\n\n## errors\n`],
    ['doubled option', 'a second option "many"', (text: string) => text.replace('one-training:', 'many:')],
    ['Chinese colon', 'list item "one-training：a single training" is not "option-id: text"', (text: string) => text.replace('one-training: ', 'one-training：')],
    ['id in capitals', '"Rewind" is no id', (text: string) => text.replace('rewind: R', 'Rewind: R')],
    ['empty card', 'the card under "rewind: Rewind: back to start" is empty', (text: string) => text.replace('Second card.', '')],
    ['heading in a card', 'heading "More" does not belong in "rewind: Rewind: back to start"', (text: string) => text.replace('Second card.', 'x\n#### More')],
    ['missing hint', 'the challenge has no "hint-3"', (text: string) => text.replace('### hint-3\n\nThree.\n', '')],
    ['a fourth hint', 'heading "hint-4" does not belong in "challenge"', (text: string) => text.replace('### solution', '### hint-4\n\nFour.\n\n### solution')],
    ['one option', 'prediction "lottery-ticket" has fewer than two options', (text: string) => text.replace('- ticket: the ticket\n', '')],
    ['no explanation', 'prediction "lottery-ticket" has no explanation', (text: string) => text.replace(/#### explanation\n\n.*\n/, '')],
    ['doubled word', 'a second entry `param.rounds`', (text: string) => text.replace('note.round', 'param.rounds')],
    ['prose among words', '"## words" holds something else than a list', (text: string) => text.replace('- `param.rounds`', 'Hello\n\n- `param.rounds`')],
  ])('reports: %s', (_name, problem, spoil) => {
    const { faults } = readLessonWords(spoil(good), 'zh.md');
    expect(faults.map((fault) => fault.problem)).toContain(problem);
  });

  test('the line of a fault is the line in the file', () => {
    const line = good.split('\n').indexOf('### rewind: Rewind: back to start') + 1;
    expect(faultsOf(good.replace('Second card.', ''))).toEqual([`${line}: the card under "rewind: Rewind: back to start" is empty`]);
  });

  test('sections out of order are reported', () => {
    const swapped = good.replace('## claims', '## x').replace('## challenge', '## claims').replace('## x', '## challenge');
    expect(faultsOf(swapped).some((fault) => fault.includes('section "claims" is out of order'))).toBe(true);
  });
});

test('joinLines puts a space between broken Latin lines and none between Chinese ones', () => {
  expect(joinLines('one\n  two')).toBe('one two');
  expect(joinLines('一行，\n  两行')).toBe('一行，两行');
  expect(joinLines('中文\nLatin')).toBe('中文 Latin');
});
