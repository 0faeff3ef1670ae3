/** What holds on every screen, in both languages and at every size: frames fit, keys are named, overlays open and close. */
import { describe, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../../src/lesson/index.js';
import { width } from '../../src/plot/index.js';
import { all, answerQuestion, emptyProgress, practise, setLanguage, STEPS } from '../../src/progress/index.js';
import type { Route } from '../../src/ui/game-context.js';
import type { Terminal } from '../../src/ui/terminal.js';
import { catalogue } from '../../src/words/index.js';
import { KEYS, play, type Play } from '../support/ui/play.js';

const level = 'lottery-ticket';
const routes: readonly Route[] = [
  { screen: 'language' },
  { screen: 'home' },
  ...STEPS.map((step): Route => ({ screen: 'level', level, step, index: 0 })),
  { screen: 'review' },
  { screen: 'statistics' },
  { screen: 'search', query: 'coin' },
  { screen: 'glossary', term: 'softmax' },
  { screen: 'notes', level },
  { screen: 'test-out', level },
  { screen: 'reset', level },
];
const nameOf = (route: Route) => (route.screen === 'level' ? route.step : route.screen);
const cases = LANGUAGES.flatMap((language) => routes.map((route) => ({ language, route, name: nameOf(route) })));

/** With the quiz of the level begun the day before, so that there are cards to review and days to count. */
function played(language: Language, route: Route, terminal: Partial<Terminal> = {}): Play {
  const begun = all(setLanguage(language), answerQuestion(level, 'fair', 'yes', true, '2026-01-01'), practise('2026-01-01', 300))(emptyProgress);
  return play({ language, route, terminal, progress: ['language', 'home', 'level'].includes(route.screen) ? undefined : begun, services: { now: () => Date.UTC(2026, 0, 2, 12) } });
}

const loading = (frame: string, language: Language) => [catalogue(language).ui['level.loading'], catalogue(language).ui['review.loading']].some((text) => frame.includes(text));

function expectFits(lines: readonly string[], columns: number, rows: number): void {
  expect(lines.length).toBeLessThanOrEqual(rows - 1);
  for (const line of lines) expect(width(line.trimEnd()), line).toBeLessThanOrEqual(columns - 1);
}

describe.each(cases)('$name in $language', ({ language, route }) => {
  test('fits every window, with header, rules and footer', async () => {
    const game = played(language, route);
    await game.until((frame) => !loading(frame, language) && frame.includes('?'));
    for (const [columns, rows] of [
      [80, 24],
      [60, 18],
      [140, 40],
      [61, 50],
      [200, 18],
    ]) {
      game.resize(columns, rows);
      await game.until((frame) => frame.split('\n').length === rows - 1);
      expectFits(game.lines(), columns, rows);
      const lines = game.lines();
      expect(lines[1]).toMatch(/^ ─+$/);
      expect(lines[rows - 3]).toMatch(/^ ─+$/);
      expect(lines[rows - 2]).toContain('?');
    }
  });

  test('? names every key of the screen, and goes away again', async () => {
    const game = played(language, route);
    await game.until((frame) => frame.includes('? ') && !loading(frame, language));
    const before = game.frame();
    await game.press('？');
    await game.until(catalogue(language).ui['help.keys']);
    expectFits(game.lines(), 80, 24);
    await game.press('?');
    await game.until((frame) => frame === before);
  });

  test('in ASCII nothing beyond ASCII is drawn by the interface', async () => {
    const game = played('en', route, { charset: 'ascii' });
    await game.until((frame) => frame.includes('? ') && !frame.includes('Loading'));
    const strange = game.frame().replace(/中文|请选择语言|以后随时可按 L 切换/g, '').match(/[^\x00-\x7f]/g);
    expect(strange?.filter((character) => character !== '·') ?? []).toEqual([]);
  });
});

describe('the frame around the screens', () => {
  test('a window too small says what is needed, and q leaves', async () => {
    const game = play({ columns: 50, rows: 10 });
    await game.until(/at least\s+60 x 18/);
    await game.press('L');
    await game.until('至少需要 60 x 18');
    game.resize(80, 24);
    await game.until('继续');
  });

  test('the : line lists every action by name and runs the chosen one', async () => {
    const game = play({ route: { screen: 'level', level: 'lottery-ticket', step: 'learn', index: 0 } });
    await game.until('A coin');
    await game.press('：');
    await game.until('Commands');
    await game.press('c', 'h', 'a');
    await game.until('▸ challenge');
    await game.press(KEYS.enter);
    await game.until('The goal');
  });

  test('a paste outside of a field does nothing, and neither does a mixed burst', async () => {
    const game = play();
    const before = await game.until('Begin with');
    await game.press('\u001b[200~qqLL?\u001b[201~', 'jq', 'hello');
    expect(game.frame()).toBe(before);
  });

  test('a burst of movement keys is walked through', async () => {
    const game = play();
    await game.until('▸ Begin with');
    await game.press('jjj');
    await game.until(/▸\s+3\s/);
  });

  test('leaving from the map asks, with everything saved; Ctrl-C does not ask', async () => {
    const game = play();
    await game.until('Begin with');
    await game.press('q');
    await game.until('Leave the tutor? Everything is saved.');
    await game.press('2');
    await game.until('Begin with');
  });

  test('Ctrl-L asks for the whole frame', async () => {
    let repainted = 0;
    const game = play({ services: { repaint: () => repainted++ } });
    await game.until('Begin with');
    const before = repainted;
    await game.press(KEYS.ctrlL);
    expect(repainted).toBe(before + 1);
  });

  test('the screen is cleared once after the size has stopped changing', async () => {
    let repainted = 0;
    const game = play({ services: { repaint: () => repainted++ } });
    await game.until('Begin with');
    expect(repainted).toBe(0);
    for (const columns of [100, 95, 90, 85]) game.resize(columns, 24);
    await game.until(() => repainted > 0);
    expect(repainted).toBe(1);
  });
});

describe('the words', () => {
  test.each(LANGUAGES)('of actions are short labels and sentences (%s)', (language) => {
    for (const [id, { label, help }] of Object.entries(catalogue(language).ui.actions)) {
      expect(width(label), id).toBeLessThanOrEqual(18);
      expect(help.length, id).toBeGreaterThan(1);
    }
  });
});
