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
  const text = fill(plotWords(speaker)[key], values, speaker.language);
  return speaker.language === 'zh' ? text.replace(HAN_LATIN, '$1 $2').replace(LATIN_HAN, '$1 $2') : text;
}

// Between Chinese and Latin stands a space, also where a label is filled in.
const HAN_LATIN = /(\p{Script=Han})([A-Za-z0-9])/gu;
const LATIN_HAN = /([A-Za-z0-9])(\p{Script=Han})/gu;
