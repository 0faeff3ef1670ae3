/**
 * Actions: what keys do on a screen, as one table from which the dispatcher, the footer, the help and the `:` line
 * are all made, so that they cannot drift apart. Names and explanations of actions are words: `ui.actions`.
 */
import type { Catalogue } from '../../words/index.js';
import type { Stroke } from './stroke.js';

export type ActionId = keyof Catalogue['ui']['actions'];

export interface Action {
  readonly id: ActionId;
  /** Stroke names; the first one is shown. */
  readonly keys: readonly string[];
  /** How the keys are written in the footer, where that is not the first key: one entry may stand for a pair of actions. */
  readonly shown?: string;
  /** Place in the footer, lowest first; without one the action is found in help and `:` alone. */
  readonly footer?: number;
  /** Movement and step keys: they alone are walked through when several arrive in one packet. */
  readonly repeats?: boolean;
  /** A menu component hears these keys itself; they are listed here for footer and help. */
  readonly heardElsewhere?: boolean;
  /** On the `:` line words may follow its name: ":replay CODE". */
  readonly takesText?: boolean;
  /** @param text  what followed the name */
  run(stroke: Stroke, text?: string): void;
}

/** How a stroke name is written for people. */
export function showKey(name: string, ascii: boolean): string {
  if (name.length === 1) return name;
  const cut = name.lastIndexOf('+');
  const modifier = cut < 0 ? '' : `${name.slice(0, 1).toUpperCase()}${name.slice(1, cut)}-`;
  const base = name.slice(cut + 1);
  return modifier + ((ascii ? ASCII_NAMES : NAMES)[base] ?? base.toUpperCase());
}

const ASCII_NAMES: Readonly<Record<string, string>> = {
  up: 'Up',
  down: 'Down',
  left: 'Left',
  right: 'Right',
  enter: 'Enter',
  escape: 'Esc',
  tab: 'Tab',
  space: 'Space',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  home: 'Home',
  end: 'End',
  backspace: 'Backspace',
  delete: 'Del',
};
const NAMES: Readonly<Record<string, string>> = { ...ASCII_NAMES, up: '↑', down: '↓', left: '←', right: '→' };
