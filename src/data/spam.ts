/**
 * Short mails, wanted and unwanted: 350 ham and 350 spam of the years 2002 to 2005. Subject and body as one text of at most 60 words;
 * httpaddr, emailaddr, phonenumber, number and personname stand where such things stood. Where they come from: files/spam.json.
 */
import { once, readPacked } from './packed.js';

export interface Mail {
  readonly text: string;
  /** 1: spam, 0: ham. */
  readonly label: 0 | 1;
}

/** All mails, the classes mixed, read once. Splits are the caller's; no mail is a near-copy of another of its class. */
export const loadSpam = once((): readonly Mail[] =>
  new TextDecoder()
    .decode(readPacked('spam'))
    .trimEnd()
    .split('\n')
    .map((line): Mail => ({ text: line.slice(1), label: line[0] === '1' ? 1 : 0 })),
);
