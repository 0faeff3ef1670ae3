/**
 * Share codes: simulation, its version, the parameters that are not at their default, the seed. Parameters go by their place in the
 * specs, not by name; a fingerprint of the specs says whether that place still means the same. In order: format, simulation
 * (20 bits of a hash of its id), version, fingerprint, whether a file of the learner's was used, whose language's defaults, seed,
 * which parameters, their values.
 */
import { createHash } from 'node:crypto';
import { defaultParams, LANGUAGES, resolveParams, type Language, type ParamSpec, type ParamSpecs, type ParamValue, type ParamValues, type Simulation } from '../../lesson/index.js';
import { loadSimulation, simulationIndex } from '../../registry/index.js';
import { UserError } from '../../user-error.js';
import { BitReader, BitWriter } from './bits.js';
import { readDigits, writeDigits } from './digits.js';

const FORMAT = 1;
const FORMAT_BITS = 5;
const SIMULATION_BITS = 20;
const FINGERPRINT_BITS = 15;
const LANGUAGE_BITS = 2;

export interface Shared {
  readonly simulation: Simulation;
  /** All parameters, also those at their default. */
  readonly params: ParamValues;
  readonly seed: number;
  /** Whether the run was made with a file of the learner's, which the code cannot hold. */
  readonly data: boolean;
  /** Of the simulation when the code was made; another one gives other figures. */
  readonly version: number;
}

/** What is shared: a run request or a run record. */
export interface Shareable {
  readonly params: ParamValues;
  readonly seed: number;
  /** Anything there says that a file of the learner's was used. */
  readonly data?: unknown;
}

/**
 * @param shared  parameters as the simulation takes them; missing ones are at their default
 * @throws UserError param.* for parameters the simulation does not take
 */
export function shareCode(simulation: Pick<Simulation, 'id' | 'version' | 'params'>, shared: Shareable): string {
  const params = resolveParams(simulation.params, shared.params);
  // The defaults of a language may be nearer to what was chosen.
  const codes = [undefined, ...LANGUAGES].map((language) => encoded(simulation, { ...shared, params }, language));
  return codes.reduce((best, code) => (code.length < best.length ? code : best));
}

function encoded({ id, version, params: specs }: Pick<Simulation, 'id' | 'version' | 'params'>, { params, seed, data }: Shareable, language: Language | undefined): string {
  const writer = new BitWriter();
  writer.fixed(FORMAT, FORMAT_BITS);
  writer.fixed(hashOf(id, SIMULATION_BITS), SIMULATION_BITS);
  writer.whole(BigInt(version));
  writer.fixed(fingerprint(specs), FINGERPRINT_BITS);
  writer.flag(data !== undefined);
  writer.fixed(language === undefined ? 0 : LANGUAGES.indexOf(language) + 1, LANGUAGE_BITS);
  writer.whole(BigInt(seed));
  const initial = defaultParams(specs, language);
  const changed = Object.keys(specs).filter((name) => JSON.stringify(params[name]) !== JSON.stringify(initial[name]));
  for (const name of Object.keys(specs)) writer.flag(changed.includes(name));
  for (const name of changed) writeValue(writer, specs[name], params[name]);
  return writeDigits(writer.bits);
}

/** Where simulations are found; the course itself unless a test brings its own. */
export interface Simulations {
  readonly ids: readonly string[];
  load(id: string): Promise<Simulation>;
}

/**
 * @param text  a code as typed or pasted: case, spaces and line breaks do not matter
 * @throws UserError share.character, share.damaged, share.newer, share.simulation, share.changed, param.*
 */
export async function readShareCode(text: string, simulations: Simulations = { ids: [...simulationIndex().keys()], load: loadSimulation }): Promise<Shared> {
  const code = text.trim();
  const reader = new BitReader(readDigits(code));
  return decoding(code, async () => {
    if (reader.fixed(FORMAT_BITS) !== FORMAT) throw new UserError('share.newer', { code });
    const wanted = reader.fixed(SIMULATION_BITS);
    const id = simulations.ids.find((candidate) => hashOf(candidate, SIMULATION_BITS) === wanted);
    if (id === undefined) throw new UserError('share.simulation', { code });
    const simulation = await simulations.load(id);
    const version = Number(reader.whole());
    if (version > simulation.version) throw new UserError('share.newer', { code });
    if (reader.fixed(FINGERPRINT_BITS) !== fingerprint(simulation.params)) throw new UserError('share.changed', { code, simulation: id });
    const data = reader.flag();
    const language = reader.fixed(LANGUAGE_BITS);
    const seed = Number(reader.whole());
    const names = Object.keys(simulation.params);
    const changed = names.filter(() => reader.flag());
    const given: Record<string, ParamValue> = {};
    for (const name of changed) given[name] = readValue(reader, simulation.params[name]);
    if (!reader.atEnd || !Number.isSafeInteger(seed) || language > LANGUAGES.length) throw new UserError('share.damaged', { code });
    return { simulation, params: resolveParams(simulation.params, given, language === 0 ? undefined : LANGUAGES[language - 1]), seed, data, version };
  });
}

/** Codes whose checksum is right by chance end in the middle of a value. */
async function decoding<T>(code: string, decode: () => Promise<T>): Promise<T> {
  try {
    return await decode();
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw new UserError('share.damaged', { code });
    throw error;
  }
}

function writeValue(writer: BitWriter, spec: ParamSpec, value: ParamValue): void {
  switch (spec.kind) {
    case 'real':
    case 'integer':
      return writer.decimal(Number(value));
    case 'choice':
      return writer.fixed(spec.options.indexOf(String(value)), bitsFor(spec.options.length));
    case 'toggle':
      return; // it is the other one than the default
    case 'text':
      return writer.text(String(value));
    case 'texts': {
      const items = Array.isArray(value) ? value : [];
      writer.whole(BigInt(items.length));
      for (const item of items) writer.text(item);
    }
  }
}

function readValue(reader: BitReader, spec: ParamSpec): ParamValue {
  switch (spec.kind) {
    case 'real':
    case 'integer':
      return reader.decimal();
    case 'choice':
      return spec.options[reader.fixed(bitsFor(spec.options.length))] ?? '';
    case 'toggle':
      return !spec.default;
    case 'text':
      return reader.text();
    case 'texts':
      return Array.from({ length: Math.min(Number(reader.whole()), spec.maxItems + 1) }, () => reader.text());
  }
}

function bitsFor(count: number): number {
  return Math.max(1, Math.ceil(Math.log2(count)));
}

/** Of everything that a place in the code or an unmentioned parameter relies on. */
function fingerprint(specs: ParamSpecs): number {
  const parts = Object.entries(specs).map(([name, spec]) => [name, spec.kind, spec.default, spec.defaultIn ?? null, spec.kind === 'choice' ? spec.options : null]);
  return hashOf(JSON.stringify(parts), FINGERPRINT_BITS);
}

/** The first bits of SHA-256. */
export function hashOf(text: string, bits: number): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) >>> (32 - bits);
}
