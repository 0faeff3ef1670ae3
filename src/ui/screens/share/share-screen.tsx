/** The share code and the shell command of a run: each alone on its line, so that the mouse can take it, or copied by a key. */
import { Box } from 'ink';
import { useState } from 'react';
import { UserError, type Simulation } from '../../../lesson/index.js';
import { wrapSpans, type Line } from '../../../plot/index.js';
import { shareCode, shareCommand } from '../../../runtime/index.js';
import { fill, sayError } from '../../../words/say.js';
import { plainLine, words as span } from '../../components/lines.js';
import { Menu, menuActions, type MenuItem } from '../../components/menu.js';
import { proseWidth } from '../../components/prose.js';
import { Rows } from '../../components/rows.js';
import { ScrolledRows, useScroll } from '../../components/scroll-page.js';
import { useGame } from '../../game-context.js';
import { bodySize } from '../../shell/shell.js';
import { commandLines } from '../../tools/command-words.js';
import { settingInWords } from '../../tools/describe-setting.js';
import type { LevelView } from '../level/level-view.js';
import { LevelShell } from '../level/level-shell.js';
import { simulationName } from '../level/simulation-name.js';
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

/** Of the setting in words: a text may be long. */
const MOST_ROWS = 3;

export function ShareScreen({ view, simulation, setting, version = simulation.version, files, changed = false, close }: ShareProps) {
  const game = useGame();
  const { ui } = game.words;
  const { copy } = game.services;
  const [copied, setCopied] = useState(false);
  const { values, seed } = setting;
  const speaker = { ...view.speaker, simulation: simulation.id };
  const texts = textsOf(simulation, version, setting, files);
  const refused = texts instanceof UserError;
  const take = (what: Copy) => {
    if (!refused) copy?.(texts[what]);
    setCopied(true);
  };
  const items: readonly MenuItem<Copy>[] =
    copy === undefined || refused
      ? []
      : [
          { value: 'code', lines: [plainLine(`1 ${ui['share.copyCode']}`)] },
          { value: 'command', lines: [plainLine(`2 ${ui['share.copyCommand']}`)] },
        ];
  const { width, height } = bodySize(game.columns, game.rows);
  const cells = proseWidth(width);
  const what = fill(ui['share.of'], { simulation: simulationName(view, simulation.id), seed: String(seed), params: settingInWords(simulation, values, speaker, ui['keep.defaults']) });
  const notes = [...(changed ? [ui['share.changed']] : []), ...(files.length > 0 ? [ui['share.file']] : [])];
  const head: readonly Line[] = [...wrapSpans([span(what)], cells).slice(0, MOST_ROWS), ...notes.flatMap((text) => wrapSpans([span(text, 'warn')], cells)), []];
  const lines: readonly Line[] = refused ? [...head, ...wrapSpans([span(sayError(texts, speaker), 'bad')], cells)] : [
    ...head,
    [span(ui['share.code.label'], 'accent', true)],
    ...pieces(texts.code, width).map((text): Line => [span(text)]),
    [],
    [span(ui['share.command.label'], 'accent', true)],
    ...commandLines(texts.command, width),
    [],
    ...wrapSpans([span(ui[copied ? 'share.copied' : 'share.how'], copied ? 'good' : 'dim')], cells),
  ];
  const menu = items.length === 0 ? [] : [[], ...items.flatMap((item) => item.lines)];
  // A long command leaves no room for a list that scrolls for itself: then the page scrolls, and the numbers choose.
  const roomy = lines.length + menu.length <= height;
  const scroll = useScroll(lines.length + menu.length);
  const choosing = items.length === 0 ? [] : menuActions({ ...game, plain: game.plain || !roomy }, items.length, (index) => take(items[index].value));
  return (
    <LevelShell
      view={view}
      subtitle={ui['share.title']}
      actions={[...scroll.actions, ...choosing, { id: 'close', keys: ['escape', 'q', 'y'], footer: 5, run: close }]}
      body={() =>
        roomy ? (
          <Box flexDirection="column">
            <Rows lines={items.length === 0 ? lines : [...lines, []]} />
            {items.length > 0 && <Menu items={items} onSelect={take} />}
          </Box>
        ) : (
          <ScrolledRows lines={[...lines, ...menu]} offset={scroll.offset} height={height} />
        )
      }
      plain={() => [...lines, ...menu]}
    />
  );
}

/** A run of an older version may have parameters that the simulation no longer takes. */
function textsOf(simulation: Simulation, version: number, { values, seed }: Setting, files: readonly string[]): Readonly<Record<Copy, string>> | UserError {
  try {
    const code = shareCode({ ...simulation, version }, { params: values, seed, data: files.length > 0 ? files : undefined });
    return { code, command: shareCommand(simulation, { params: values, seed, files }) };
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

/** A code may be broken anywhere: spaces and line breaks in it do not matter. */
function pieces(code: string, cells: number): readonly string[] {
  const groups = code.split('-');
  const fitting = Math.max(1, Math.floor((cells + 1) / 5));
  return Array.from({ length: Math.ceil(groups.length / fitting) }, (_, row) => groups.slice(row * fitting, (row + 1) * fitting).join('-'));
}
