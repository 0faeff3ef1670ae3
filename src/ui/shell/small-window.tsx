/** What is shown in a window too small for the tutor: what it needs. */
import { Box, Text } from 'ink';
import { fill } from '../../words/say.js';
import { useGame } from '../game-context.js';

export const MIN_COLUMNS = 60;
export const MIN_ROWS = 18;

export function tooSmall(columns: number, rows: number): boolean {
  return columns < MIN_COLUMNS || rows < MIN_ROWS;
}

export function SmallWindow() {
  const { words, columns, rows } = useGame();
  const values = { columns: String(columns), rows: String(rows), minColumns: MIN_COLUMNS, minRows: MIN_ROWS };
  return (
    <Box width={Math.max(1, columns - 1)} height={Math.max(1, rows - 1)} overflow="hidden">
      <Text wrap="hard">{fill(words.ui['size.small'], values)}</Text>
    </Box>
  );
}
