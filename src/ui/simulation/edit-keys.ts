/** Keys while a value is typed: what goes into the field, what takes it, what leaves it. */
import { editStroke, insert, type EditRules } from '../components/text-edit.js';
import type { Action } from '../keys/actions.js';
import type { Capture } from '../keys/dispatch.js';
import { chosenRow } from './params-state.js';
import type { SimulationSession } from './session.js';

const LONGEST_NUMBER = 40;
const LONGEST_PATH = 4096;

export interface EditKeys {
  readonly actions: readonly Action[];
  readonly capture: Capture;
  readonly onPaste: (text: string) => void;
}

export function editKeys(session: SimulationSession): EditKeys {
  const { params } = session.state;
  const { edit } = params;
  const row = chosenRow(params);
  const rules = rulesOf(session);
  const accept = () => (row.kind === 'data' ? void session.useFile(edit?.field.text ?? '') : session.params({ type: 'accept' }));
  return {
    actions: [
      { id: 'accept', keys: ['enter'], footer: 1, run: accept },
      ...(rules.multiline ? [{ id: 'newline', keys: ['ctrl+n'], footer: 2, run: () => edit && session.params({ type: 'typed', field: insert(edit.field, '\n', rules) }) } satisfies Action] : []),
      { id: 'dismiss', keys: ['escape'], footer: 3, run: () => session.params({ type: 'cancel' }) },
    ],
    capture: (stroke) => {
      if (edit === undefined) return false;
      const field = editStroke(edit.field, stroke, rules);
      if (field === undefined) return false;
      session.params({ type: 'typed', field });
      return true;
    },
    onPaste: (text) => {
      if (edit !== undefined) session.params({ type: 'typed', field: insert(edit.field, text, rules) });
    },
  };
}

export function rulesOf(session: SimulationSession): EditRules {
  const { params } = session.state;
  const row = chosenRow(params);
  if (row.kind === 'data') return { maxLength: LONGEST_PATH };
  if (row.kind === 'seed') return { maxLength: LONGEST_NUMBER };
  const spec = params.specs[row.name];
  switch (spec.kind) {
    case 'text':
      return { maxLength: spec.maxLength };
    case 'texts':
      return { maxLength: (spec.maxLength + 1) * spec.maxItems, multiline: true };
    default:
      return { maxLength: LONGEST_NUMBER };
  }
}
