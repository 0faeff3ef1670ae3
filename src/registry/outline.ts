/**
 * The cards of a lesson text as plain words, found line by line. Parsing the Markdown of sixty files in full would keep the first search
 * waiting for seconds; what a search needs of it is this little.
 */
export interface Outline {
  readonly title: string;
  readonly summary: string;
  readonly cards: readonly { readonly id: string; readonly title: string; readonly body: string }[];
}

/** @param source  a lesson text in the format of src/lesson/words/types.ts */
export function lessonOutline(source: string): Outline {
  const cards: { id: string; title: string; lines: string[] }[] = [];
  const summary: string[] = [];
  let title = '';
  let section = '';
  let fenced = false;
  for (const line of source.split(/\r?\n/)) {
    if (/^\s*(```|~~~)/.test(line)) {
      fenced = !fenced;
      continue;
    }
    const [, marks, words] = (!fenced && /^(#{1,3})\s+(.*)$/.exec(line)) || [];
    if (marks === '#') title = words.trim();
    else if (marks === '##') section = words.trim();
    else if (marks === '###' && section === 'cards') {
      const [id, ...rest] = words.split(':');
      cards.push({ id: id.trim(), title: plain(rest.join(':')), lines: [] });
    } else if (section === '') summary.push(line);
    else if (section === 'cards') cards[cards.length - 1]?.lines.push(line);
  }
  return { title: plain(title), summary: plain(summary.join(' ')), cards: cards.map(({ lines, ...card }) => ({ ...card, body: plain(lines.join('\n')) })) };
}

/** Words without marks: links by their text, no rules of tables, one blank for any. */
function plain(markdown: string): string {
  return markdown
    .replace(/^\s*\|?[\s|:-]*-{3}[\s|:-]*$/gm, ' ')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`|]|^\s*(?:[-+>]|\d+\.)\s+/gm, ' ')
    .replace(/\s+/g, ' ')
    .replace(/(?<=[\p{Script=Han}，。：；、]) (?=[\p{Script=Han}，。：；、])/gu, '')
    .trim();
}
