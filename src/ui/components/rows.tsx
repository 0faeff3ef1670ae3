/** Prints styled lines, one Text a row: a row that did not change costs nothing, here and in Ink's caches. */
import { Box, Text } from 'ink';
import { memo } from 'react';
import { toAnsi } from '../../plot/ansi.js';
import { toAsciiLine } from '../../plot/ascii.js';
import type { Charset, Line, Theme } from '../../plot/index.js';
import { useGame } from '../game-context.js';

const Row = memo(function Row({ text }: { readonly text: string }) {
  return <Text wrap="truncate">{text === '' ? ' ' : text}</Text>;
});

export function Rows({ lines, width, height }: { readonly lines: readonly Line[]; readonly width?: number; readonly height?: number }) {
  const { theme, charset } = useGame();
  const shown = height === undefined ? lines : lines.slice(0, height);
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0}>
      {shown.map((line, index) => (
        // Rows keep their place; their content is what changes.
        <Row key={index} text={painted(line, theme, charset)} />
      ))}
    </Box>
  );
}

/** A session has one charset. Lines are immutable and often the same objects from frame to frame. */
const cache = new WeakMap<Line, { readonly theme: Theme; readonly text: string }>();

export function painted(line: Line, theme: Theme, charset: Charset): string {
  const known = cache.get(line);
  if (known !== undefined && known.theme === theme) return known.text;
  const text = toAnsi(charset === 'ascii' ? toAsciiLine(line) : line, theme);
  cache.set(line, { theme, text });
  return text;
}
