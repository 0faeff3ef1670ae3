/** What must be said about the saved progress is said on the map, and in a level on one line with the whole in help, in the learner's language. */
import { describe, expect, test } from 'vitest';
import { LANGUAGES, UserError } from '../../src/lesson/index.js';
import { width } from '../../src/plot/index.js';
import { emptyProgress } from '../../src/progress/index.js';
import { KEYS, memoryProgress, play } from '../support/ui/play.js';

const damaged = new UserError('progress.damaged', { file: '/home/someone/.config/ml-tutor/progress.damaged-2026-01-02T03-04-05-000Z.json', problem: 'lessons.b' });
const expected = { en: 'Your progress file was damaged', zh: '进度文件已损坏' };

describe.each(LANGUAGES)('in %s', (language) => {
  test.each([
    [80, 24],
    [60, 18],
  ])('at %i x %i', async (columns, rows) => {
    const progress = { ...memoryProgress({ ...emptyProgress, settings: { language } }), notices: [damaged] };
    const game = play({ language, columns, rows, route: { screen: 'home' }, services: { progress } });
    const frame = await game.until(expected[language]);
    expect(frame.replace(/\s+/g, '')).toContain('progress.damaged-2026-01-02T03-04-05-000Z.json');
    expect(game.lines().length).toBe(rows - 1);
    for (const line of game.lines()) expect(width(line.trimEnd())).toBeLessThanOrEqual(columns - 1);
  });

  test('in a level', async () => {
    const progress = { ...memoryProgress({ ...emptyProgress, settings: { language } }), notices: [damaged] };
    const game = play({ language, route: { screen: 'level', level: 'lottery-ticket', step: 'run', index: 0 }, services: { progress } });
    await game.until(expected[language]);
    expect(game.lines().length).toBe(23);
    await game.press('?');
    await game.until((frame) => frame.replace(/\s+/g, '').includes('progress.damaged-2026-01-02T03-04-05-000Z.json'));
    await game.press(KEYS.pageDown, KEYS.pageDown);
    await game.until(new RegExp({ en: '^ Parameters$', zh: '^ 参数$' }[language], 'm'));
  });
});
