/** Parameters as options of a shell command: their names, and the words that give certain values again, quoted for the shell. */
import type { Language } from './label.js';
import type { ParamSpecs, ParamValues } from './params.js';

/** 'topK' -> 'top-k', 'pruneRate' -> 'prune-rate' */
export function kebab(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
}

/**
 * The options that give these parameters again; those at their default are left out.
 * @param language  in which the command will be run; `any`: a parameter is left out only where every language has the same default
 */
export function flagsOf(specs: ParamSpecs, params: ParamValues, language?: Language | 'any'): string[] {
  return Object.entries(specs).flatMap(([name, spec]) => {
    const value = params[name];
    const defaults = language === 'any' ? [spec.default, ...Object.values(spec.defaultIn ?? {})] : [(language && spec.defaultIn?.[language]) ?? spec.default];
    const text = JSON.stringify(value);
    if (value === undefined || defaults.every((initial) => JSON.stringify(initial) === text)) return [];
    const flag = `--${kebab(name)}`;
    if (typeof value === 'boolean') return [value ? flag : `--no-${kebab(name)}`];
    // An empty text alone stands for an empty list.
    const items: readonly unknown[] = !Array.isArray(value) ? [value] : value.length === 0 ? [''] : value;
    return items.flatMap((item) => option(flag, String(item)));
  });
}

/** A value that begins with a dash is attached, so that it cannot be taken for an option. */
function option(flag: string, value: string): string[] {
  return value.startsWith('-') ? [`${flag}=${quoted(value)}`] : [flag, quoted(value)];
}

/** A word for a POSIX shell; control characters as in a shell's $'...', so that a command stays one line. */
export function quoted(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  if (/[\u0000-\u001f\u007f]/.test(word)) return `$'${word.replace(/[\\']/g, '\\$&').replace(/[\u0000-\u001f\u007f]/g, escaped)}'`;
  return `'${word.replace(/'/g, `'\\''`)}'`;
}

function escaped(control: string): string {
  const known: Record<string, string> = { '\n': '\\n', '\t': '\\t', '\r': '\\r' };
  return known[control] ?? `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
