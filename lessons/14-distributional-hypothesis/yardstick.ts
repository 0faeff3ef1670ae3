/**
 * How much sense the neighbours make, as numbers: lists of words that belong together, the same for every run. Kinds
 * hold words that can stand in each other's place (months); topics hold words of one subject (oil, energy); opposites are pairs.
 */
import { text, type Tensor } from '../../src/core/index.js';

export const KINDS = {
  months: 'january february march april may june july august september october november december',
  numbers: 'two three four five six seven eight nine ten twelve twenty thirty',
  countries: 'china russia iraq iran afghanistan germany japan mexico korea israel india canada ukraine britain france',
  states: 'california texas ohio pennsylvania florida virginia michigan carolina',
  family: 'mother father son daughter wife husband parents brother sister mom dad',
} as const;

export const TOPICS = {
  school: 'school schools teachers students college education classrooms teacher student colleges graduates',
  health: 'health medicare medicaid insurance doctors doctor hospitals patients nurses medical',
  weapons: 'nuclear weapons missiles missile arms arsenals strategic chemical biological',
  budget: 'budget deficit spending debt taxes trillion surplus billion',
  energy: 'oil energy gas coal solar fuel electricity',
} as const;

export type GroupName = keyof typeof KINDS | keyof typeof TOPICS;

const OPPOSITES =
  'republicans democrats, men women, north south, war peace, more less, high low, young old, public private, past future, large small, buy sell, urban rural, east west, rich poor, day night, raise cut';

/** Neighbours looked at. */
const NEAREST = 5;
/** A group with fewer words in the text says nothing. */
const LEAST = 3;

interface Group {
  readonly name: GroupName;
  readonly ids: readonly number[];
}

/** Shares of the nearest five that belong to the word's own group, each group's words counted alike. */
export interface Sense {
  readonly all: number;
  readonly kinds: number;
  readonly topics: number;
  readonly byGroup: readonly { readonly name: GroupName; readonly share: number }[];
}

export class Yardstick {
  readonly #ids: ReadonlyMap<string, number>;
  readonly #kinds: readonly Group[];
  readonly #topics: readonly Group[];
  readonly #words: number;

  constructor(vocabulary: readonly string[]) {
    this.#ids = new Map(vocabulary.map((word, id) => [word, id]));
    this.#words = vocabulary.length;
    this.#kinds = this.#groups(Object.entries(KINDS));
    this.#topics = this.#groups(Object.entries(TOPICS));
  }

  /** Both sides have a group: own texts in other words have none, and are not judged. */
  get usable(): boolean {
    return this.#kinds.length > 0 && this.#topics.length > 0;
  }

  get groups(): readonly Group[] {
    return [...this.#kinds, ...this.#topics];
  }

  /** What random neighbours would reach. */
  get chance(): number {
    const groups = this.groups;
    return weightedMean(groups, ({ ids }) => ((ids.length - 1) * NEAREST) / Math.min(NEAREST, ids.length - 1) / (this.#words - 1));
  }

  /** @param table word vectors, [words, dimension] */
  sense(table: Tensor): Sense {
    const groups = this.groups;
    const found = text.cosineNeighbours(table, groups.flatMap(({ ids }) => ids), NEAREST);
    const shares = new Map<Group, number>();
    let next = 0;
    for (const group of groups) {
      const own = new Set(group.ids);
      const most = Math.min(NEAREST, group.ids.length - 1);
      let sum = 0;
      for (let i = 0; i < group.ids.length; i++) sum += found[next++].ids.reduce((count, id) => count + (own.has(id) ? 1 : 0), 0) / most;
      shares.set(group, sum / group.ids.length);
    }
    const mean = (of: readonly Group[]) => weightedMean(of, (group) => shares.get(group) ?? 0);
    return { all: mean(groups), kinds: mean(this.#kinds), topics: mean(this.#topics), byGroup: groups.map((group) => ({ name: group.name, share: shares.get(group) ?? 0 })) };
  }

  /** The median place of a word in the order of closeness to its opposite, 1 the nearest; undefined without pairs. */
  oppositesRank(table: Tensor): number | undefined {
    const pairs = OPPOSITES.split(', ').flatMap((pair) => {
      const [a, b] = pair.split(' ').map((word) => this.#ids.get(word));
      return a === undefined || b === undefined ? [] : [[a, b], [b, a]];
    });
    if (pairs.length === 0) return undefined;
    const similar = text.cosineSimilarities(table, pairs.map(([word]) => word));
    const ranks = pairs.map(([word, opposite], i) => {
      const row = similar.subarray(i * this.#words, (i + 1) * this.#words);
      return row.reduce((rank, value, id) => rank + (id !== word && value > row[opposite] ? 1 : 0), 1);
    });
    ranks.sort((a, b) => a - b);
    return (ranks[(ranks.length - 1) >> 1] + ranks[ranks.length >> 1]) / 2;
  }

  #groups(lists: readonly (readonly [string, string])[]): Group[] {
    return lists.flatMap(([name, words]) => {
      const ids = words.split(' ').flatMap((word) => this.#ids.get(word) ?? []);
      return ids.length < LEAST ? [] : [{ name: name as GroupName, ids }];
    });
  }
}

function weightedMean(groups: readonly Group[], value: (group: Group) => number): number {
  const words = groups.reduce((sum, { ids }) => sum + ids.length, 0);
  return words === 0 ? 0 : groups.reduce((sum, group) => sum + group.ids.length * value(group), 0) / words;
}
