/**
 * A Markdown text as a tree of headings, each with the blocks under it. Knows Markdown, not lessons.
 * Passages are handed out as source, never as a parsed tree: whoever shows them decides how.
 */
import type { Blockquote, List, Nodes, Paragraph, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';

export interface Section {
  /** Source of the heading without its marks. */
  readonly title: string;
  /** 1 for the title of the text. */
  readonly depth: number;
  readonly line: number;
  /** Blocks up to the next heading of any depth. */
  readonly blocks: RootContent[];
  readonly children: Section[];
}

export class MarkdownSource {
  /** Depth 0, untitled: holds what stands before the first heading and the headings of the top level. */
  readonly root: Section;

  constructor(private readonly text: string) {
    const tree = fromMarkdown(text, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
    this.root = { title: '', depth: 0, line: 1, blocks: [], children: [] };
    const path: Section[] = [this.root];
    for (const node of tree.children) {
      if (node.type !== 'heading') {
        path[path.length - 1].blocks.push(node);
        continue;
      }
      const section: Section = { title: this.slice(node.children), depth: node.depth, line: lineOf(node), blocks: [], children: [] };
      while (path[path.length - 1].depth >= node.depth) path.pop();
      path[path.length - 1].children.push(section);
      path.push(section);
    }
  }

  /** Source of neighbouring blocks or inline nodes, from the first to the last. */
  slice(nodes: readonly Nodes[]): string {
    if (nodes.length === 0) return '';
    return this.text.slice(startOf(nodes[0]), endOf(nodes[nodes.length - 1]));
  }

  /** A paragraph as one line of text; the indent of its lines inside a list goes. */
  line(paragraph: Paragraph): string {
    return joinLines(this.slice(paragraph.children));
  }

  /** Source of what a quotation holds, without its marks. */
  quoted(quotation: Blockquote): string {
    return this.slice([quotation])
      .split('\n')
      .map((line) => line.replace(/^\s*> ?/, ''))
      .join('\n');
  }
}

export interface Item {
  readonly line: number;
  /** The item's first paragraph as one line. */
  readonly text: string;
  /** The quotation in the item, if it has one. */
  readonly quotation?: string;
  /** Blocks that are neither the paragraph nor the quotation. */
  readonly others: number;
}

/** The items of a list: each a line of text, perhaps with a quotation under it. */
export function listItems(list: List, source: MarkdownSource): Item[] {
  return list.children.map((item) => {
    const [first, ...rest] = item.children;
    const quotation = rest.find((node) => node.type === 'blockquote');
    const others = rest.length - (quotation ? 1 : 0) + (first?.type === 'paragraph' ? 0 : 1);
    return {
      line: lineOf(item),
      text: first?.type === 'paragraph' ? source.line(first) : '',
      quotation: quotation && source.quoted(quotation),
      others,
    };
  });
}

// Han, kana and the full-width punctuation around them: no space stands where a line was broken between two of these.
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef“”‘’…—]/u;

/** Lines of one paragraph as one line: broken Latin text gets a space back, broken Chinese text none. */
export function joinLines(text: string): string {
  return text
    .split(/[ \t]*\n[ \t]*/)
    .reduce((joined, line) => (wide.test(joined.slice(-1)) && wide.test(line.slice(0, 1)) ? joined + line : `${joined} ${line}`));
}

export function lineOf(node: Nodes): number {
  return node.position?.start.line ?? 1;
}
function startOf(node: Nodes): number {
  return node.position?.start.offset ?? 0;
}
function endOf(node: Nodes): number {
  return node.position?.end.offset ?? 0;
}
