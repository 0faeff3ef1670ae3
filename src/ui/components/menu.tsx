/** A list to choose from: ink-select-input in our looks. It hears its keys itself; `menuActions` names them for footer and help. */
import { Box, Text } from 'ink';
import SelectInput from 'ink-select-input';
import type { Line } from '../../plot/index.js';
import { useGame, type Game } from '../game-context.js';
import type { Action } from '../keys/actions.js';
import { words as span } from './lines.js';
import { painted } from './rows.js';

export interface MenuItem<V extends string> {
  readonly value: V;
  /** One line, or several where the text is long. */
  readonly lines: readonly Line[];
}

interface MenuProps<V extends string> {
  readonly items: readonly MenuItem<V>[];
  readonly initial?: number;
  /** At most so many are shown; the list scrolls. */
  readonly limit?: number;
  readonly onSelect: (value: V) => void;
  readonly onHighlight?: (value: V) => void;
}

export function Menu<V extends string>({ items, initial = 0, limit, onSelect, onHighlight }: MenuProps<V>) {
  const { theme, charset } = useGame();
  const entries = items.map((item) => ({ key: item.value, value: item.value, label: item.lines.map((line) => painted(line, theme, charset)).join('\n') }));
  return (
    <SelectInput
      items={entries}
      initialIndex={Math.max(0, initial)}
      limit={limit}
      indicatorComponent={Pointer}
      itemComponent={Item}
      onSelect={(item) => onSelect(item.value)}
      onHighlight={(item) => onHighlight?.(item.value)}
    />
  );
}

function Pointer({ isSelected = false }: { readonly isSelected?: boolean }) {
  const { signs, theme, charset } = useGame();
  return (
    <Box flexShrink={0} width={2}>
      <Text>{isSelected ? painted([span(signs.pointer, 'accent')], theme, charset) : ' '}</Text>
    </Box>
  );
}

function Item({ label }: { readonly label: string; readonly isSelected?: boolean }) {
  return <Text>{label}</Text>;
}

/**
 * The keys of a menu, for the tables of actions. In plain mode there is no list to move in: its number is the choice.
 * @param pick  called for the digits that the menu itself does not hear
 */
export function menuActions({ signs, plain }: Pick<Game, 'signs' | 'plain'>, count: number, pick: (index: number) => void): readonly Action[] {
  const digits = Array.from({ length: Math.min(9, count) }, (_, index) => String(index + 1));
  const number: Action = {
    id: 'number',
    keys: digits,
    shown: count > 1 ? `1-${digits.length}` : '1',
    footer: 3,
    run: ({ name, text }) => {
      // ink-select-input knows digits, but not their full-width forms.
      if (plain || text !== name) pick(Number(name) - 1);
    },
  };
  if (plain) return [number];
  const nothing = () => {};
  return [
    { id: 'up', keys: ['up', 'k'], shown: signs.vertical, footer: 1, repeats: true, heardElsewhere: true, run: nothing },
    { id: 'down', keys: ['down', 'j'], repeats: true, heardElsewhere: true, run: nothing },
    { id: 'choose', keys: ['enter'], footer: 2, heardElsewhere: true, run: nothing },
    number,
  ];
}
