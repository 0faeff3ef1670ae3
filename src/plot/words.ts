/** The interface words of the plots in the language of a speaker. */
import { catalogue } from '../words/index.js';
import { fill, type Speaker } from '../words/say.js';
import type { LabelValues } from '../lesson/label.js';
import type { Catalogue } from '../words/index.js';

export type PlotWords = Catalogue['plot'];

export function plotWords(speaker: Speaker): PlotWords {
  return catalogue(speaker.language).plot;
}

/** One of the plots' own sentences, with values. */
export function sayPlot(key: keyof PlotWords, values: LabelValues, speaker: Speaker): string {
  return fill(plotWords(speaker)[key], values, speaker.language);
}
