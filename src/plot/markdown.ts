/** Markdown source to a syntax tree: CommonMark with tables, and with emphasis that works beside Chinese punctuation. */
import type { Root, RootContent, PhrasingContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly';
import { gfmTable } from 'micromark-extension-gfm-table';

export type { PhrasingContent, Root, RootContent };

let last: { readonly source: string; readonly tree: Root } | undefined;

/** The tree of the last source is kept: a card is laid out again on every resize and scroll. */
export function parseMarkdown(source: string): Root {
  if (last?.source !== source) {
    const tree = fromMarkdown(source, { extensions: [gfmTable(), cjkFriendlyExtension()], mdastExtensions: [gfmTableFromMarkdown()] });
    last = { source, tree };
  }
  return last.tree;
}

export interface Term {
  /** Glossary entry. */
  readonly id: string;
  /** The words as written here. */
  readonly text: string;
}

/** The glossary links of a passage, `[words](#id)`, each once, in order. */
export function termsOf(source: string): Term[] {
  const found = new Map<string, Term>();
  const visit = (node: Root | RootContent): void => {
    if (node.type === 'link' && node.url.startsWith('#')) {
      const id = node.url.slice(1);
      if (!found.has(id)) found.set(id, { id, text: wordsOf(node.children) });
    }
    if ('children' in node) node.children.forEach(visit);
  };
  visit(parseMarkdown(source));
  return [...found.values()];
}

/** Inline content without its marks. */
export function wordsOf(nodes: readonly PhrasingContent[]): string {
  return nodes.map((node) => ('value' in node ? node.value : 'children' in node ? wordsOf(node.children) : 'alt' in node ? (node.alt ?? '') : '')).join('');
}
