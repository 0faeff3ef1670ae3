/**
 * The last step for terminals that have ASCII only: whatever sign of a lesson's words or of a label is still there becomes
 * one of ASCII, cell for cell, so that no layout shifts. Han stays: it has no ASCII form, and a reader of it has a font.
 */
import type { Line } from './cells.js';

const FORMS: Readonly<Record<string, string>> = {
  // Greek by sound or shape, as typed where there are no such letters.
  ...{ α: 'a', β: 'b', γ: 'g', δ: 'd', ε: 'e', η: 'h', θ: 't', λ: 'l', μ: 'u', π: 'p', ρ: 'r', σ: 's', τ: 't', φ: 'f', χ: 'x', ω: 'w', Δ: 'D', Σ: 'S', Φ: 'F', Ω: 'O' },
  ...{ '²': '2', '³': '3', '₀': '0', '₁': '1', '₂': '2', '√': 'V', '∞': '8', '±': '~', '÷': '/', '×': 'x', '·': '.', '∙': '.', '≤': '<', '≥': '>', '≈': '~', '≠': '!', '−': '-', '∂': 'd', '∇': 'v', '∑': 'S' },
  ...{ '…': '~', '–': '-', '—': '-', '‘': "'", '’': "'", '“': '"', '”': '"', '•': '*', '§': 'S', '°': 'o', '‰': '%' },
  ...{ '▏': '|', '▎': '|', '▍': '|', '▌': '#', '▋': '#', '▊': '#', '▉': '#', '█': '#', '░': '.', '▒': ':', '▓': '#' },
  ...{ '→': '>', '←': '<', '↑': '^', '↓': 'v', '▸': '>', '★': '*', '☆': '.', '✓': 'v', '✗': 'x' },
};

const OTHER = /[^\x00-\x7f]/g;
/** Letters with marks, as in names of authors: the letter stays. */
const MARKS = /\p{Mark}/gu;

export function toAsciiText(text: string): string {
  return text.replace(OTHER, (sign) => {
    const form = FORMS[sign];
    if (form !== undefined) return form;
    const letter = sign.normalize('NFD').replace(MARKS, '');
    return /^[\x20-\x7e]$/.test(letter) ? letter : sign;
  });
}

export function toAsciiLine(line: Line): Line {
  return line.map((span) => ({ ...span, text: toAsciiText(span.text) }));
}
