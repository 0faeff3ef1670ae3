/** What lies on the desk while texts are written: frames and metrics of token sampling, made from what stands so far. */
import type { gpt } from '../../src/core/index.js';
import { message, type Frame, type Label, type Metrics, type Panel } from '../../src/lesson/index.js';
import { candidatesPanel, comparisonPanel, entropyPanel, keptMass, stagesPanel, textPanel } from './panels.js';
import { assess, mean, type Chooser, type Written } from './writing.js';

/** A text to write. */
export interface Piece {
  readonly way: 'sample' | 'greedy' | 'beam';
  /** Which text of its way, from 1. */
  readonly number: number;
  readonly title: Label;
  readonly choose: Chooser;
}

export class Desk {
  readonly #model: gpt.LanguageModel;
  readonly #prompt: string;
  readonly #length: number;
  readonly #pieces: readonly Piece[];
  readonly #written = new Map<Piece, Written[]>();

  constructor(model: gpt.LanguageModel, prompt: string, { length }: { readonly length: number }, pieces: readonly Piece[]) {
    this.#model = model;
    this.#prompt = prompt;
    this.#length = length;
    this.#pieces = pieces;
  }

  add(piece: Piece, next: Written): void {
    const text = this.#written.get(piece);
    if (text) text.push(next);
    else this.#written.set(piece, [next]);
  }

  /** A token was just written. */
  writing(piece: Piece): Frame {
    const token = this.#text(piece).length;
    const place = { text: this.#pieces.indexOf(piece) + 1, texts: this.#pieces.length, token, tokens: this.#length };
    return this.#frame(piece, message('note.writing', place));
  }

  /** Beam search has reached this many tokens. */
  searching(tokens: number): Frame {
    const done = this.#pieces.findLast((piece) => this.#written.has(piece));
    const note = message('note.searching', { token: tokens, tokens: this.#length });
    return done ? this.#frame(done, note, tokens) : { progress: this.#progress(tokens), metrics: {}, panels: [], note };
  }

  /** The last frame: the learner's first text, and all texts to compare. */
  result(): Frame {
    const frame = this.#frame(this.#pieces[0], message('note.done', { tokens: this.#pieces.length * this.#length }));
    const [text, candidates, entropy, stages] = frame.panels;
    return { ...frame, progress: 1, panels: [this.#comparison(), entropy, text, candidates, stages] };
  }

  #frame(piece: Piece, note: Label, searched = 0): Frame {
    const written = this.#text(piece);
    const newest = written[written.length - 1];
    const { tokenizer } = this.#model;
    const panels: Panel[] = [
      textPanel(piece.title, this.#prompt, written, tokenizer),
      candidatesPanel(newest, piece.way === 'sample' ? 'drawn' : 'chosen', tokenizer),
      entropyPanel(written, this.#length, this.#model.config.vocabularySize),
      stagesPanel(newest.stages),
    ];
    return { progress: this.#progress(searched), metrics: this.#metrics(), panels, note };
  }

  /** A searched token costs about as much as writing one per beam; half of the bar of its text is for the search. */
  #progress(searched: number): number {
    const tokens = [...this.#written.values()].reduce((sum, text) => sum + text.length, 0);
    return Math.min((tokens + searched / 2) / (this.#pieces.length * this.#length), 1);
  }

  #metrics(): Metrics {
    const own = this.#pieces.filter(({ way }) => way === this.#pieces[0].way).map((piece) => this.#text(piece));
    const started = own.filter((text) => text.length > 0);
    const steps = started.flat();
    const kept = steps.map(({ stages }) => stages.topP.support);
    const assessed = started.map(assess);
    return {
      surprise: mean(assessed.map(({ surprise }) => surprise)),
      repeats: mean(assessed.map(({ repeats }) => repeats)),
      distinct: mean(assessed.map(({ distinct }) => distinct)),
      entropy: mean(steps.map(({ stages }) => stages.topP.entropy)),
      modelEntropy: mean(steps.map(({ stages }) => stages.model.entropy)),
      kept: mean(kept),
      keptMost: kept.reduce((most, count) => Math.max(most, count), 0),
      keptFewest: kept.reduce((fewest, count) => Math.min(fewest, count), Infinity),
      keptMass: mean(steps.map(({ stages }) => keptMass(stages))),
      favourite: mean(steps.map(({ favourite }) => (favourite ? 1 : 0))),
      ...this.#assessment('greedy'),
      ...this.#assessment('beam'),
    };
  }

  /** Metrics of the text that was written greedily or found by search, once it is there whole. */
  #assessment(way: 'greedy' | 'beam'): Metrics {
    const piece = this.#pieces.find((candidate) => candidate.way === way);
    const text = piece ? this.#text(piece) : [];
    if (text.length < this.#length) return {};
    const { repeats, surprise } = assess(text);
    return { [`${way}Repeats`]: repeats, [`${way}Surprise`]: surprise };
  }

  #comparison(): Panel {
    return comparisonPanel(
      this.#pieces.map((piece) => {
        const text = this.#text(piece);
        return { ...piece, text: this.#model.tokenizer.decode(text.map(({ token }) => token)), ...assess(text) };
      }),
      this.#prompt,
    );
  }

  #text(piece: Piece): readonly Written[] {
    return this.#written.get(piece) ?? [];
  }
}
