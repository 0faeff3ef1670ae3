/** The footer line and the command search, both made from the action table. */
import stringWidth from 'string-width';
import type { Catalogue } from '../../words/index.js';
import { showKey, type Action, type ActionId } from './actions.js';

export interface FooterEntry {
  readonly keys: string;
  readonly label: string;
}

export const FOOTER_GAP = 2;

/** The entries that fit into the width, most important first to be kept, in the order of their place. Never more than fit. */
export function footerEntries(actions: readonly Action[], words: Catalogue, width: number, ascii: boolean): readonly FooterEntry[] {
  const placed = actions
    .filter((action) => action.footer !== undefined)
    .sort((a, b) => (a.footer ?? 0) - (b.footer ?? 0))
    .map((action) => ({ keys: action.shown ?? showKey(action.keys[0], ascii), label: words.ui.actions[action.id].label }));
  const help = placed.findIndex((entry) => entry.keys === '?');
  // Help is what remains when nothing else fits.
  const order = help < 0 ? placed : [placed[help], ...placed.filter((_, index) => index !== help)];
  const kept = new Set<FooterEntry>();
  let used = 0;
  for (const entry of order) {
    const cost = stringWidth(`${entry.keys} ${entry.label}`) + (kept.size > 0 ? FOOTER_GAP : 0);
    if (used + cost > width) continue;
    kept.add(entry);
    used += cost;
  }
  return placed.filter((entry) => kept.has(entry));
}

export interface Command {
  readonly action: Action;
  readonly name: ActionId;
  readonly label: string;
  readonly help: string;
  /** What followed the name. */
  readonly text?: string;
}

/** Every action of the screen by name, those first whose name begins with what was typed. */
export function findCommands(actions: readonly Action[], words: Catalogue, typed: string): readonly Command[] {
  const wanted = typed.trim().toLowerCase();
  const commands = actions.map((action): Command => ({ action, name: action.id, ...words.ui.actions[action.id] }));
  const [first, ...rest] = wanted.split(/\s+/);
  const addressed = commands.find(({ action, name, label }) => action.takesText && (name.toLowerCase() === first || label.toLowerCase() === first));
  // Typed text keeps its case.
  if (addressed !== undefined && rest.length > 0) return [{ ...addressed, text: typed.trim().slice(first.length).trim() }];
  const begins = commands.filter((c) => c.name.toLowerCase().startsWith(wanted) || c.label.toLowerCase().startsWith(wanted));
  const contains = commands.filter((c) => !begins.includes(c) && (c.name.toLowerCase().includes(wanted) || c.label.toLowerCase().includes(wanted) || c.help.toLowerCase().includes(wanted)));
  return [...begins, ...contains];
}
