import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Random } from '../../src/core/index.js';
import { gptRecord, loadGpt, type GptLanguage } from '../../src/data/gpt.js';
import { heldOutText } from '../../src/data/held-out-text.js';
import { readPacked } from '../../src/data/packed.js';
import { provenance } from '../../src/data/provenance.js';
import { packageFile } from '../../src/package-root.js';

const languages: readonly GptLanguage[] = ['en', 'zh'];

describe.each(languages)('the shipped model (%s)', (language) => {
  const model = loadGpt(language);
  const record = gptRecord(language);
  const sampling = { temperature: 0.7, topK: 40 };

  test('is the file its record describes, and small', () => {
    const bytes = readPacked(`gpt-${language}`);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(record.sha256);
    expect(bytes.length).toBe(record.bytes);
    expect(statSync(packageFile(`src/data/files/gpt-${language}.bin`)).size).toBeLessThan(1.25 * 2 ** 20);
    expect(model.config).toEqual(record.training.config);
  });

  test('predicts held-out text about as well as its record says', () => {
    const scores = heldOutText(language).filter((_, i) => i % 8 === 0).map((text) => model.score(text));
    const tokens = scores.reduce((sum, score) => sum + score.tokens.length, 0);
    const nats = -scores.reduce((sum, score) => sum + score.logProbabilities.reduce((a, b) => a + b, 0), 0) / tokens;
    // Short pieces give it less to go on than the record's stretches of up to 64 tokens.
    expect(Math.abs(nats - record.training.heldOut.natsPerToken)).toBeLessThan(0.5);
    expect(record.training.heldOut.perplexity).toBeCloseTo(Math.exp(record.training.heldOut.natsPerToken), 0);
  });

  test('rounding to int8 costs less than 0.02 nats a token', () => {
    const { natsPerToken, natsPerTokenFloat32 } = record.training.heldOut;
    expect(Math.abs(natsPerToken - natsPerTokenFloat32)).toBeLessThan(0.02);
  });

  test('writes text without broken bytes or unknown characters, the same for the same seed', () => {
    for (let seed = 0; seed < 2; seed += 1) {
      const text = model.continueText('', new Random(seed), { tokens: 70, ...sampling });
      expect(text).not.toMatch(/<0x|\uFFFD|□/);
      expect(model.continueText('', new Random(seed), { tokens: 70, ...sampling })).toBe(text);
    }
  });

  test('knows its corpus: real text scores far better than the same tokens shuffled', () => {
    const random = new Random(1);
    for (const text of heldOutText(language).slice(0, 5)) {
      const pieces = language === 'en' ? text.split(' ') : [...text];
      const shuffled = random.shuffle([...pieces]).join(language === 'en' ? ' ' : '');
      expect(model.score(text).perplexity).toBeLessThan(0.6 * model.score(shuffled).perplexity);
    }
  });
});

test('the English model writes real words: nearly all occur in its corpus', () => {
  expect(gptRecord('en').training.readable).toBeGreaterThan(0.97);
});

test('the Chinese model keeps the metre: lines of five characters', () => {
  const lines = Array.from({ length: 5 }, (_, seed) => loadGpt('zh').continueText('', new Random(seed), { tokens: 48, temperature: 0.7, topK: 40 }))
    .flatMap((text) => text.split(/[，。\n]/u).slice(0, -1)).filter((line) => line !== '');
  expect(lines.length).toBeGreaterThan(20);
  expect(lines.filter((line) => [...line].length === 5).length / lines.length).toBeGreaterThan(0.95);
});

test('held-out text comes with its provenance', () => {
  const { sha256, licence } = provenance('held-out-text');
  expect(createHash('sha256').update(readPacked('held-out-text')).digest('hex')).toBe(sha256);
  expect(licence).toMatch(/public domain/);
  expect(heldOutText('en').every((sentence) => /^[A-Z].*[.?!]$/.test(sentence))).toBe(true);
  expect(heldOutText('zh').every((poem) => /^(?:.{5}，.{5}。){2}$|^(?:.{5}，.{5}。){4}$/u.test(poem))).toBe(true);
});
