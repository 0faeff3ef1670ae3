/**
 * A level as data: what it teaches with, in which order, and what counts as right. All prose is in zh.md and en.md beside it.
 * Nothing else in the project is edited to add a level; the registry finds the folder.
 */
import type { Challenge } from './challenge.js';
import type { Claim } from './claims.js';
import type { Question } from './quiz.js';
import type { Metrics, Simulation } from './simulation.js';

/** Asked before the first run of a simulation and answered by that run. Words: section `predictions`, by simulation id. */
export interface Prediction {
  readonly simulation: string;
  readonly options: readonly string[];
  /** Which option this run showed to be right; undefined if it shows none, as a run without the needed control. */
  outcome(metrics: Metrics): string | undefined;
}

/** A source, in its own title; shown the same in every language. */
export interface Reading {
  readonly authors: string;
  readonly year: number;
  readonly title: string;
  readonly venue: string;
}

export interface Lesson {
  /** The folder is NN-id; the number is only order, the id is for ever. */
  readonly id: string;
  readonly number: number;
  /** Concept cards in order. Words: section `cards`, by id. */
  readonly cards: readonly string[];
  readonly simulations: readonly Simulation[];
  readonly predictions: readonly Prediction[];
  readonly claims: readonly Claim[];
  readonly challenge: Challenge;
  readonly quiz: readonly Question[];
  readonly reading: readonly Reading[];
}

export function defineLesson(lesson: Lesson): Lesson {
  return lesson;
}
