/** The share code and the shell command of a run: each alone on its line, so that the mouse can take it, or copied by a key. */
import { Box } from 'ink';
import { useState } from 'react';
import { wrapSpans, wrapText, type Line } from '../../../plot/index.js';
import { shareCode, shareCommand } from '../../../runtime/index.js';
import { fill } from '../../../words/say.js';
import { plainLine, words as span } from '../../components/lines.js';
import { Menu, menuActions, type MenuItem } from '../../components/menu.js';
import { proseWidth } from '../../components/prose.js';
import { Rows } from '../../components/rows.js';
import { useGame } from '../../game-context.js';
import { bodySize } from '../../shell/shell.js';
import { commandLines } from '../../tools/command-words.js';
import { settingInWords } from '../../tools/describe-setting.js';
import type { LevelView } from '../level/level-view.js';
import { LevelShell } from '../level/level-shell.js';
import { simulationName } from '../level/simulation-name.js';
import type { Simulation } from '../../../lesson/index.js';
import type { Setting } from '../../simulation/params-state.js';

export interface ShareProps {
  readonly view: LevelView;
  readonly simulation: Simulation;
  readonly setting: Setting;
  /** When the run was made; now unless told. */
  readonly version?: number;
  readonly files: readonly string[];
  /** Parameters were changed since. */
  readonly changed?: boolean;
  readonly close: () => void;
}

type Copy = 'code' | 'command';

export function ShareScreen({ view, simulation, setting, version = simulation.version, files, changed = false, close }: ShareProps) {
  const game = useGame();
  const { ui } = game.words;
  const { copy } = game.services;
  const [copied, setCopied] = useState(false);
  const { values, seed } = setting;
  const speaker = { ...view.speaker, simulation: simulation.id };
  const texts: Readonly<Record<Copy, string>> = {
    code: shareCode({ ...simulation, version }, { params: values, seed, data: files.length > 0 ? files : undefined }),
    command: shareCommand(simulation, { params: values, seed, files }),
  };
  const take = (what: Copy) => {
    copy?.(texts[what]);
    setCopied(true);
  };
  const items: readonly MenuItem<Copy>[] =
    copy === undefined
      ? []
      : [
          { value: 'code', lines: [plainLine(`1 ${ui['share.copyCode']}`)] },
          { value: 'command', lines: [plainLine(`2 ${ui['share.copyCommand']}`)] },
        ];
  const { width } = bodySize(game.columns, game.rows);
  const cells = proseWidth(width);
  const what = fill(ui['share.of'], { simulation: simulationName(view, simulation.id), seed: String(seed), params: settingInWords(simulation, values, speaker, ui['keep.defaults']) });
  const notes = [...(changed ? [ui['share.changed']] : []), ...(files.length > 0 ? [ui['share.file']] : [])];
  const lines: readonly Line[] = [
    ...wrapSpans([span(what)], cells),
    ...notes.flatMap((text) => wrapSpans([span(text, 'warn')], cells)),
    [],
    [span(ui['share.code.label'], 'accent', true)],
    ...pieces(texts.code, width).map((text): Line => [span(text)]),
    [],
    [span(ui['share.command.label'], 'accent', true)],
    ...commandLines(texts.command, width),
    [],
    ...wrapText(ui['share.how'], cells).map((text) => plainLine(text, 'dim')),
    [],
  ];
  const after = copied ? [[], ...wrapSpans([span(ui['share.copied'], 'good')], cells)] : [];
  return (
    <LevelShell
      view={view}
      subtitle={ui['share.title']}
      actions={[...(items.length === 0 ? [] : menuActions(game, items.length, (index) => take(items[index].value))), { id: 'close', keys: ['escape', 'q', 'y'], footer: 5, run: close }]}
      body={() => (
        <Box flexDirection="column">
          <Rows lines={lines} />
          {items.length > 0 && <Menu items={items} onSelect={take} />}
          <Rows lines={after} />
        </Box>
      )}
      plain={() => [...lines, ...items.flatMap((item) => item.lines), ...after]}
    />
  );
}

/** A code may be broken anywhere: spaces and line breaks in it do not matter. */
function pieces(code: string, cells: number): readonly string[] {
  const groups = code.split('-');
  const fitting = Math.max(1, Math.floor((cells + 1) / 5));
  return Array.from({ length: Math.ceil(groups.length / fitting) }, (_, row) => groups.slice(row * fitting, (row + 1) * fitting).join('-'));
}
