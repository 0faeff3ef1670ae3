/** Puts a text on the clipboard of the terminal's own machine, also through ssh (OSC 52). A terminal that may not do so ignores it. */

export function clipboardSequence(text: string): string {
  return `\u001b]52;c;${Buffer.from(text, 'utf8').toString('base64')}\u0007`;
}
