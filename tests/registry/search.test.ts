import { describe, expect, test } from 'vitest';
import { search } from '../../src/registry/course-search.js';
import { levels, loadWords } from '../../src/registry/index.js';
import { lessonOutline } from '../../src/registry/outline.js';
import { Search } from '../../src/registry/search.js';
import { textOfFolder } from '../../src/registry/words.js';

const text = (title: string, summary: string, ...cards: readonly string[]) => `# ${title}\n\n${summary}\n\n## cards\n\n${cards.join('\n\n')}\n\n## predictions\n\n### hidden\n\nnever found\n`;
const texts: Record<string, Record<'zh' | 'en', string>> = {
  'lottery-ticket': {
    en: text('Tickets', 'Small networks in *large* ones.', '### winning: Winning tickets\n\nPrune, [rewind](#rewinding), train again.\n\n```\n## no heading\n```\nafter the code', '### masks: Masks\n\n| weight | kept |\n| --- | ---: |\n| 1 | yes |'),
    zh: text('彩票', '大网络里的小网络。', '### winning: 中奖彩票\n\n剪枝，[回退](#rewinding)，\n再训练。', '### masks: 掩码\n\n掩码决定保留哪些权重。'),
  },
};
const course = new Search({ levels: levels().map((level) => ({ ...level, available: level.id === 'lottery-ticket' })), readLesson: ({ id }, language) => texts[id][language] });
const found = (query: string, language: 'zh' | 'en' = 'en') => course.find(query, language).map(({ target }) => (target.kind === 'level' ? target.level : target.kind === 'card' ? `${target.level}/${target.card}` : `#${target.term}`));

describe('search', () => {
  test('finds levels, cards and terms, titles first', () => {
    expect(found('winning')[0]).toBe('lottery-ticket/winning');
    expect(found('lottery')[0]).toBe('lottery-ticket');
    expect(found('softmax')[0]).toBe('#softmax');
    expect(found('embeddings')[0]).toBe('embeddings');
    const hits = course.find('ticket', 'en');
    expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).sort((a, b) => b - a));
  });

  test('in Chinese, as it stands or by pairs of characters', () => {
    expect(found('中奖彩票', 'zh')[0]).toBe('lottery-ticket/winning');
    expect(found('掩码权重', 'zh')).toContain('lottery-ticket/masks');
    expect(found('彩票', 'zh')).toEqual(expect.arrayContaining(['lottery-ticket', 'lottery-ticket/winning']));
    expect(found('量子计算机', 'zh')).toEqual([]);
  });

  test('in one language by words of the other, shown in the one asked for', () => {
    expect(course.find('winning', 'zh')[0]).toMatchObject({ title: '中奖彩票', excerpt: expect.stringContaining('剪枝') });
    expect(course.find('剪枝', 'en').map(({ title }) => title)).toContain('Winning tickets');
  });

  test('every word must be there, in any order and case', () => {
    expect(found('TRAIN rewind')).toEqual(found('rewind train'));
    expect(found('TRAIN prune rewind')).toEqual(['lottery-ticket/winning']);
    expect(found('train rewind nowhere')).toEqual([]);
    expect(found('ｗｉｎｎｉｎｇ')[0]).toBe('lottery-ticket/winning');
    for (const nothing of ['', '   ', '!?，。']) expect(found(nothing)).toEqual([]);
  });

  test('from the beginning of a word before within one; two letters within one do not count', () => {
    expect(found('una')).not.toContain('lottery-ticket/winning');
    expect(found('inning')).toContain('lottery-ticket/winning');
    const [prefix, within] = ['winn', 'inning'].map((query) => course.find(query, 'en')[0].score);
    expect(prefix).toBeGreaterThan(within);
    expect(found('ks')).not.toContain('lottery-ticket/masks');
  });

  test('shows words around what was found, without marks', () => {
    expect(course.find('rewind train prune', 'en')[0].excerpt).toBe('Prune, rewind, train again. ## no heading after the code');
    expect(course.find('hidden', 'en').map(({ target }) => target.kind)).not.toContain('card');
    const long = new Search({ levels: levels().filter(({ id }) => id === 'lottery-ticket'), readLesson: () => text('T', '', `### c: C\n\n${'word '.repeat(60)}needle ${'word '.repeat(60)}`) });
    const [{ excerpt }] = long.find('needle', 'en');
    expect(excerpt).toMatch(/^… word.* needle .*word …$/);
    expect(excerpt.length).toBeLessThan(90);
  });

  test('no more than asked for', () => {
    expect(course.find('the', 'en', 3)).toHaveLength(3);
  });
});

describe('the whole course', () => {
  const available = levels().filter((level) => level.available);

  test.each(['zh', 'en'] as const)('the outline has the cards that the lesson has (%s)', (language) => {
    for (const level of available) {
      const { title, cards } = lessonOutline(textOfFolder(level.folder, language));
      const words = loadWords(level.id, language);
      expect(title).toBe(words.title);
      expect(cards.map(({ id, title: name }) => [id, name])).toEqual(Object.entries(words.cards).map(([id, card]) => [id, card.title.replace(/[*`]/g, '').trim()]));
      for (const { id, body } of cards) expect(body.length, `${level.id}/${id}`).toBeGreaterThan(5);
    }
  });

  test('every level is found by its title, in both languages', () => {
    for (const level of levels()) for (const language of ['zh', 'en'] as const) expect(search(level.title[language], language).map(({ target }) => target)).toContainEqual({ kind: 'level', level: level.id });
  });
});
