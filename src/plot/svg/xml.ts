/** Elements of an SVG document as text: attributes and words are escaped, what XML cannot hold is left out, numbers are short and finite. */
import { withoutControls } from '../cells.js';

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** @param children  elements already made; words go through `words` */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const given = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${typeof value === 'number' ? short(value) : escaped(value)}"`]));
  return children.length === 0 ? `<${name}${given.join('')}/>` : `<${name}${given.join('')}>${children.join('')}</${name}>`;
}

/** Characters of data as they may stand in a document. */
export function words(text: string): string {
  return escaped(withoutControls(text));
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  // Lone surrogates and non-characters are no XML; neither are controls but tab and line ends.
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ')
    .replace(/[&<>"]/g, (sign) => ENTITIES[sign]);
}

const FARTHEST = 1e5;

/** Two digits after the point are finer than any screen; what lies outside of all pictures is brought near. */
export function short(value: number): string {
  if (Number.isNaN(value)) return '0';
  const bounded = Math.max(-FARTHEST, Math.min(FARTHEST, value));
  return String(Math.round(bounded * 100) / 100 + 0);
}

export function points(pairs: readonly (readonly [x: number, y: number])[]): string {
  return pairs.map(([x, y]) => `${short(x)},${short(y)}`).join(' ');
}
