/**
 * Reads a lesson's zh.md or en.md (format: types.ts) into LessonWords. Everything that is wrong with the file is found in
 * one reading. Whether the words fit lesson.ts, and the two languages each other, is for `npm run lesson:check`.
 */
import type { RootContent } from 'mdast';
import { WordsError, type WordsFault } from './faults.js';
import { lineOf, listItems, MarkdownSource, type Item, type Section } from './outline.js';
import type { CardWords, ChallengeWords, LessonWords, OptionWords, PredictionWords, QuestionWords } from './types.js';

export const SECTIONS = ['cards', 'predictions', 'claims', 'challenge', 'quiz', 'words', 'errors'] as const;
export const HINTS = ['hint-1', 'hint-2', 'hint-3'] as const;
const PASSAGES = ['goal', ...HINTS, 'solution', 'debrief'] as const;

/**
 * @param file  name for messages
 * @throws WordsError with every fault of the text
 */
export function parseLessonWords(text: string, file: string): LessonWords {
  const { words, faults } = readLessonWords(text, file);
  if (faults.length > 0) throw new WordsError(faults);
  return words;
}

/** As {@link parseLessonWords}, but hands out what could be read beside the faults. */
export function readLessonWords(text: string, file: string): { readonly words: LessonWords; readonly faults: readonly WordsFault[] } {
  const reader = new LessonReader(text, file);
  const words = reader.read();
  return { words, faults: reader.faults };
}

class LessonReader {
  readonly faults: WordsFault[] = [];
  private readonly source: MarkdownSource;

  constructor(
    text: string,
    private readonly file: string,
  ) {
    this.source = new MarkdownSource(text);
  }

  read(): LessonWords {
    const { root } = this.source;
    for (const block of root.blocks) this.fault(lineOf(block), 'text before the title', 'Begin the file with "# Title"');
    const [title, ...more] = root.children;
    if (title?.depth !== 1) {
      this.fault(1, 'the file has no title', 'Begin it with "# Title", then one sentence of summary');
      return emptyWords;
    }
    for (const extra of more) this.fault(extra.line, `a second "# ${extra.title}"`, 'Use one # heading a file; sections are ##');
    const sections = this.sections(title);
    return {
      title: title.title,
      summary: this.summary(title),
      cards: this.each(sections.cards, (section) => this.card(section)),
      predictions: this.each(sections.predictions, (section) => [section.title, this.prediction(section)]),
      claims: this.keyed(sections.claims),
      challenge: this.challenge(sections.challenge),
      quiz: this.each(sections.quiz, (section) => [section.title, this.question(section)]),
      words: this.keyed(sections.words),
      errors: this.keyed(sections.errors),
    };
  }

  private fault(line: number, problem: string, fix: string): void {
    this.faults.push({ file: this.file, line, problem, fix });
  }

  private summary(title: Section): string {
    const [block, ...others] = title.blocks;
    if (block?.type !== 'paragraph' || others.length > 0) {
      this.fault(title.line, 'the title is not followed by exactly one paragraph', 'Write one sentence of summary under it');
      return '';
    }
    return this.source.line(block);
  }

  /** The ## sections by name; each at most once, in the order of SECTIONS, all but `errors` present. */
  private sections(title: Section): Partial<Record<(typeof SECTIONS)[number], Section>> {
    const found: Partial<Record<(typeof SECTIONS)[number], Section>> = {};
    let last = -1;
    for (const section of title.children) {
      const name = SECTIONS.find((known) => known === section.title);
      if (section.depth !== 2 || !name) {
        this.fault(section.line, `"${section.title}" is not a section`, `Sections are ## ${SECTIONS.join(', ## ')}`);
        continue;
      }
      if (found[name]) this.fault(section.line, `a second section "${name}"`, 'Join the two');
      else if (SECTIONS.indexOf(name) < last) this.fault(section.line, `section "${name}" is out of order`, `The order is ${SECTIONS.join(', ')}`);
      last = Math.max(last, SECTIONS.indexOf(name));
      found[name] = section;
    }
    for (const name of SECTIONS) {
      if (!found[name] && name !== 'errors') this.fault(title.line, `section "${name}" is missing`, `Add "## ${name}"`);
    }
    return found;
  }

  /** The ### parts of a section by id, in order of the file. */
  private each<W>(section: Section | undefined, read: (part: Section) => [id: string, words: W] | undefined): Record<string, W> {
    const all: Record<string, W> = {};
    if (!section) return all;
    for (const block of section.blocks) this.fault(lineOf(block), `text directly under "## ${section.title}"`, 'Put it under a ### heading');
    for (const part of section.children) {
      if (part.depth !== 3) this.fault(part.line, `heading "${part.title}" is too deep here`, 'Use ###');
      const entry = read(part);
      if (!entry) continue;
      if (!isId(entry[0])) this.fault(part.line, `"${entry[0]}" is no id`, 'Ids are small letters, digits and hyphens, with a letter in them');
      if (Object.hasOwn(all, entry[0])) this.fault(part.line, `a second "${entry[0]}" in "${section.title}"`, 'Give it another id, here and in lesson.ts');
      all[entry[0]] = entry[1];
    }
    return all;
  }

  private card(section: Section): [string, CardWords] | undefined {
    const heading = /^([^\s:：]+): +(.+)$/.exec(section.title);
    if (!heading) {
      this.fault(section.line, `card heading "${section.title}" is not "card-id: Card title"`, 'Write the id, an ASCII colon, a space and the title');
      return undefined;
    }
    this.partsOf(section, []);
    return [heading[1], { title: heading[2], body: this.passage(section, section.blocks, 'the card') }];
  }

  private prediction(section: Section): PredictionWords {
    const { question, items } = this.questionAndList(section);
    if (items.length < 2) this.fault(section.line, `prediction "${section.title}" has fewer than two options`, 'End it with a list of "- option-id: text"');
    const options: Record<string, string> = {};
    for (const item of items) {
      const option = this.option(item, options);
      if (!option) continue;
      if (item.quotation !== undefined) this.fault(item.line, 'an option of a prediction has a reason', 'Put the why under "#### explanation"');
      options[option.id] = option.text;
    }
    const [explanation] = this.partsOf(section, ['explanation']);
    if (!explanation) this.fault(section.line, `prediction "${section.title}" has no explanation`, 'Add "#### explanation"');
    return { question, options, explanation: explanation ? this.passage(explanation, explanation.blocks, 'the explanation') : '' };
  }

  private question(section: Section): QuestionWords {
    const { question, items } = this.questionAndList(section);
    const options: Record<string, OptionWords> = {};
    for (const item of items) {
      const option = this.option(item, options);
      if (option) options[option.id] = { text: option.text, ...(item.quotation === undefined ? {} : { reason: item.quotation }) };
    }
    const [reason] = this.partsOf(section, ['reason']);
    return { question, options, ...(reason ? { reason: this.passage(reason, reason.blocks, 'the reason') } : {}) };
  }

  /** A list that ends the blocks holds the options; all before it is the question. */
  private questionAndList(section: Section): { question: string; items: Item[] } {
    const { blocks } = section;
    const last = blocks[blocks.length - 1];
    const list = last?.type === 'list' ? last : undefined;
    const question = this.passage(section, list ? blocks.slice(0, -1) : blocks, 'the question');
    return { question, items: list ? listItems(list, this.source) : [] };
  }

  private option(item: Item, known: Record<string, unknown>): { id: string; text: string } | undefined {
    const match = /^([^\s:：]+): +(.+)$/.exec(item.text);
    if (!match || !isId(match[1])) {
      this.fault(item.line, `list item "${item.text}" is not "option-id: text"`, 'Write an id, an ASCII colon, a space and the text');
      return undefined;
    }
    if (item.others > 0) this.fault(item.line, `option "${match[1]}" holds more than a line and a > reason`, 'Keep just these two');
    if (Object.hasOwn(known, match[1])) this.fault(item.line, `a second option "${match[1]}"`, 'Give it another id');
    return { id: match[1], text: match[2] };
  }

  private challenge(section: Section | undefined): ChallengeWords {
    const parts: Record<string, string> = {};
    if (section) {
      for (const block of section.blocks) this.fault(lineOf(block), 'text directly under "## challenge"', 'Put it under ### goal');
      for (const part of this.partsOf(section, PASSAGES)) parts[part.title] = this.passage(part, part.blocks, `"${part.title}"`);
      for (const name of PASSAGES) {
        if (!Object.hasOwn(parts, name)) this.fault(section.line, `the challenge has no "${name}"`, `Add "### ${name}"; a challenge has exactly three hints`);
      }
    }
    const { goal = '', solution = '', debrief = '' } = parts;
    return { goal, hints: HINTS.map((name) => parts[name] ?? ''), solution, debrief };
  }

  /** Sections of the form - `key`: text */
  private keyed(section: Section | undefined): Record<string, string> {
    const all: Record<string, string> = {};
    if (!section) return all;
    this.partsOf(section, []);
    for (const block of section.blocks) {
      if (block.type !== 'list') {
        this.fault(lineOf(block), `"## ${section.title}" holds something else than a list`, 'Write each entry as - `key`: text');
        continue;
      }
      for (const item of listItems(block, this.source)) {
        const match = /^`([^`\s]+)`: +(.+)$/.exec(item.text);
        if (!match || item.others > 0 || item.quotation !== undefined) {
          this.fault(item.line, `"${item.text}" is not an entry`, 'Write it as - `key`: text, with an ASCII colon');
          continue;
        }
        if (Object.hasOwn(all, match[1])) this.fault(item.line, `a second entry \`${match[1]}\``, 'Remove one');
        all[match[1]] = match[2];
      }
    }
    return all;
  }

  /** The headings inside a section that are allowed there; any other is a fault. */
  private partsOf(section: Section, allowed: readonly string[]): Section[] {
    const fix = allowed.length > 0 ? `Here belong: ${allowed.join(', ')}` : 'Use bold text instead, or split the passage';
    return section.children.filter((part, index, all) => {
      const known = allowed.includes(part.title);
      if (!known) this.fault(part.line, `heading "${part.title}" does not belong in "${section.title}"`, fix);
      else if (all.findIndex((other) => other.title === part.title) < index) this.fault(part.line, `a second "${part.title}"`, 'Join the two');
      return known;
    });
  }

  private passage(section: Section, blocks: readonly RootContent[], what: string): string {
    const text = this.source.slice(blocks);
    if (text === '') this.fault(section.line, `${what} under "${section.title}" is empty`, 'Write it');
    return text;
  }
}

/** All digits are refused: an object would put such a key before the others. */
function isId(text: string): boolean {
  return /^(?!\d+$)[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
}

const emptyWords: LessonWords = {
  title: '',
  summary: '',
  cards: {},
  predictions: {},
  claims: {},
  challenge: { goal: '', hints: [], solution: '', debrief: '' },
  quiz: {},
  words: {},
  errors: {},
};
