/** Puts the terminal's own cursor at a place of the window, where input methods then draw; hides it again when it goes. */
import { useCursor } from 'ink';

export function CursorAt({ x, y }: { readonly x: number; readonly y: number }) {
  const { setCursorPosition } = useCursor();
  setCursorPosition({ x, y });
  return null;
}
