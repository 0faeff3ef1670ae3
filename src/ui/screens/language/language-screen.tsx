/** The one question of the first start. It is asked in both languages at once. */
import { Box } from 'ink';
import { Menu, menuActions, type MenuItem } from '../../components/menu.js';
import { plainLine, words as span } from '../../components/lines.js';
import { Rows } from '../../components/rows.js';
import { useGame } from '../../game-context.js';
import { LANGUAGES, type Language } from '../../../lesson/index.js';
import { Shell } from '../../shell/shell.js';

const NAMES: Readonly<Record<Language, string>> = { zh: '1 中文', en: '2 English' };
const QUESTION = '请选择语言 · Choose your language';
const LATER = '以后随时可按 L 切换 · L switches at any time';

export function LanguageScreen() {
  const game = useGame();
  const choose = (language: Language) => {
    game.setLanguage(language);
    game.go({ screen: 'home' });
  };
  const items: readonly MenuItem<Language>[] = LANGUAGES.map((value) => ({ value, lines: [plainLine(NAMES[value])] }));
  return (
    <Shell
      title={[span('ml-tutor', 'title')]}
      actions={[
        ...menuActions(game, LANGUAGES.length, (index) => choose(LANGUAGES[index])),
        { id: 'quit', keys: ['q', 'escape'], footer: 9, run: () => game.leave(0) },
      ]}
      body={() => (
        <Box flexDirection="column" paddingTop={2} paddingLeft={2}>
          <Rows lines={[plainLine(QUESTION), []]} />
          <Menu items={items} initial={LANGUAGES.indexOf(game.language)} onSelect={choose} />
          <Rows lines={[[], plainLine(LATER, 'dim')]} />
        </Box>
      )}
      plain={() => [plainLine(QUESTION), ...LANGUAGES.map((language) => plainLine(NAMES[language]))]}
    />
  );
}
