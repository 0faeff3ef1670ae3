/**
 * Parameter specs: one declaration makes the parameter panel, the command-line flags, the validation of saved
 * runs and the table of `ml-tutor params`. Labels are words of the lesson: `param.NAME`, `param.NAME.help` and,
 * for choices, `param.NAME.OPTION`.
 */
import { UserError } from '../user-error.js';
import type { NumberFormat } from './format.js';
import type { Language } from './label.js';

interface Spec<V> {
  readonly default: V;
  /** Another default where the interface language asks for one (a Chinese prompt); the run records the value used. */
  readonly defaultIn?: Partial<Record<Language, V>>;
}

interface NumberSpec extends Spec<number> {
  readonly min: number;
  readonly max: number;
  /** What one press of an arrow key changes; any value in range may be typed. On a log scale: the factor, e.g. 10 ** 0.5. */
  readonly step: number;
  readonly scale?: 'linear' | 'log';
  readonly format?: NumberFormat;
  /** Digits after the decimal point. */
  readonly digits?: number;
}

export interface RealSpec extends NumberSpec {
  readonly kind: 'real';
}
export interface IntegerSpec extends NumberSpec {
  readonly kind: 'integer';
}
export interface ChoiceSpec<C extends string = string> extends Spec<C> {
  readonly kind: 'choice';
  readonly options: readonly C[];
}
export interface ToggleSpec extends Spec<boolean> {
  readonly kind: 'toggle';
}
export interface TextSpec extends Spec<string> {
  readonly kind: 'text';
  /** In characters. */
  readonly maxLength: number;
}
/** Several texts under one name; on the command line the flag is repeated. */
export interface TextsSpec extends Spec<readonly string[]> {
  readonly kind: 'texts';
  readonly maxLength: number;
  readonly maxItems: number;
}

export type ParamSpec = RealSpec | IntegerSpec | ChoiceSpec | ToggleSpec | TextSpec | TextsSpec;
export type ParamValue = number | string | boolean | readonly string[];
export type ParamSpecs = Readonly<Record<string, ParamSpec>>;
export type ValueOf<S extends ParamSpec> = S extends RealSpec | IntegerSpec
  ? number
  : S extends ChoiceSpec<infer C>
    ? C
    : S extends ToggleSpec
      ? boolean
      : S extends TextsSpec
        ? readonly string[]
        : string;
export type Params<P extends ParamSpecs = ParamSpecs> = { readonly [K in keyof P]: ValueOf<P[K]> };
export type ParamValues = Readonly<Record<string, ParamValue>>;

export function real(spec: Omit<RealSpec, 'kind'>): RealSpec {
  return { kind: 'real', ...spec };
}
export function integer(spec: Omit<IntegerSpec, 'kind' | 'step'> & { readonly step?: number }): IntegerSpec {
  return { kind: 'integer', step: 1, ...spec };
}
/** The first option is the default unless another is named. */
export function choice<const C extends string>(
  options: readonly C[],
  more: { readonly default?: NoInfer<C>; readonly defaultIn?: Partial<Record<Language, NoInfer<C>>> } = {},
): ChoiceSpec<C> {
  return { kind: 'choice', options, default: options[0], ...more };
}
export function toggle(initial: boolean): ToggleSpec {
  return { kind: 'toggle', default: initial };
}
export function text(spec: Omit<TextSpec, 'kind'>): TextSpec {
  return { kind: 'text', ...spec };
}
export function texts(spec: Omit<TextsSpec, 'kind'>): TextsSpec {
  return { kind: 'texts', ...spec };
}

/** The defaults of all parameters, in the given interface language. */
export function defaultParams(specs: ParamSpecs, language?: Language): ParamValues {
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [name, (language && spec.defaultIn?.[language]) ?? spec.default]),
  );
}

/**
 * Given values over defaults, each checked against its spec; nothing is clamped or rounded in silence.
 * @throws UserError param.unknown, param.range, param.integer, param.choice, param.type, param.length, param.items
 */
export function resolveParams<P extends ParamSpecs>(specs: P, given: ParamValues, language?: Language): Params<P> {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(specs, name)) throw new UserError('param.unknown', { name, known: Object.keys(specs).join(', ') });
  }
  const resolved = { ...defaultParams(specs, language), ...given };
  for (const [name, spec] of Object.entries(specs)) checkParam(name, spec, resolved[name]);
  return resolved as Params<P>;
}

/** @throws UserError as {@link resolveParams} */
export function checkParam(name: string, spec: ParamSpec, value: ParamValue): void {
  switch (spec.kind) {
    case 'real':
    case 'integer': {
      const { min, max } = spec;
      if (typeof value !== 'number' || Number.isNaN(value)) throw new UserError('param.number', { name, value: String(value), min, max });
      if (value < min || value > max) throw new UserError('param.range', { name, value, min, max });
      if (spec.kind === 'integer' && !Number.isInteger(value)) throw new UserError('param.integer', { name, value, min, max });
      return;
    }
    case 'choice':
      if (typeof value !== 'string' || !spec.options.includes(value))
        throw new UserError('param.choice', { name, value: String(value), options: spec.options.join(', ') });
      return;
    case 'toggle':
      if (typeof value !== 'boolean') throw new UserError('param.toggle', { name, value: String(value) });
      return;
    case 'text':
      checkText(name, value, spec.maxLength);
      return;
    case 'texts':
      if (!Array.isArray(value)) throw new UserError('param.texts', { name });
      if (value.length > spec.maxItems) throw new UserError('param.items', { name, count: value.length, max: spec.maxItems });
      for (const item of value) checkText(name, item, spec.maxLength);
      return;
    default:
      spec satisfies never;
  }
}

function checkText(name: string, value: unknown, maxLength: number): void {
  if (typeof value !== 'string') throw new UserError('param.text', { name });
  if (value.length > maxLength) throw new UserError('param.length', { name, length: value.length, max: maxLength });
}

/**
 * A parameter as typed by the learner (command line or panel) turned into its value and checked.
 * @throws UserError as {@link resolveParams}
 */
export function parseParam(name: string, spec: ParamSpec, typed: string): ParamValue {
  const value = readTyped(spec, typed);
  checkParam(name, spec, value);
  return value;
}

function readTyped(spec: ParamSpec, typed: string): ParamValue {
  const trimmed = typed.trim();
  switch (spec.kind) {
    case 'real':
    case 'integer':
      // Percentages are shown as such, so they may be typed as such.
      if (trimmed.endsWith('%')) return readNumber(trimmed.slice(0, -1)) / 100;
      return readNumber(trimmed);
    case 'toggle': {
      const word = trimmed.toLowerCase();
      return ['true', 'on', 'yes', '1', ''].includes(word) ? true : ['false', 'off', 'no', '0'].includes(word) ? false : trimmed;
    }
    case 'choice':
      return trimmed;
    case 'text':
      return typed;
    case 'texts':
      return typed === '' ? [] : typed.split('\n');
  }
}

function readNumber(digits: string): number {
  return digits.trim() === '' ? Number.NaN : Number(digits) + 0; // -0 becomes 0: saved runs, being JSON, cannot tell them apart
}
