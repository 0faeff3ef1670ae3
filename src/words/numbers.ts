/** Numbers as text, the same everywhere on screen. Grouping and decimals are alike in English and Chinese. */
import type { Formatted } from '../lesson/format.js';
import type { Language } from '../lesson/label.js';

const MINUS = '-'; // the typographic minus is two cells wide in some CJK terminals

/** @returns for example 0.948 as "94.8 %", 20190 as "20,190", 1.3e-7 as "1.3e-7", 75 seconds as "1 min 15 s" */
export function formatNumber(value: number, how: Formatted = {}, language: Language = 'en'): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '-' : value > 0 ? '∞' : `${MINUS}∞`;
  switch (how.format ?? 'number') {
    case 'integer':
      return grouped(Math.round(value).toString());
    case 'percent':
      return `${fixed(value * 100, how.digits ?? 1)} %`;
    case 'scientific':
      return value === 0 ? '0' : trimExponent(value.toExponential(how.digits ?? 2));
    case 'seconds':
      return duration(value, how.digits, language);
    case 'bytes':
      return bytes(value);
    case 'number':
      return how.digits === undefined ? significant(value) : fixed(value, how.digits);
  }
}

/**
 * A number as it is, for whoever reads it off a picture: seven significant digits, which is what single precision holds; whole
 * numbers whole. Percentages, seconds and bytes keep their unit. @returns for example 0.94812345 as "94.81235 %"
 */
export function formatExact(value: number, how: Formatted = {}, language: Language = 'en'): string {
  if (!Number.isFinite(value)) return formatNumber(value, how, language);
  switch (how.format ?? 'number') {
    case 'percent':
      return `${precise(value * 100)} %`;
    case 'seconds':
      return `${precise(value)} ${language === 'zh' ? '秒' : 's'}`;
    case 'bytes':
      return `${precise(value)} B`;
    case 'integer':
    case 'scientific':
    case 'number':
      return precise(value);
  }
}

function precise(value: number): string {
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e15) return grouped(value === 0 ? '0' : value.toString());
  const rounded = Number(value.toPrecision(7));
  if (size < 1e-4 || size >= 1e15) return trimExponent(rounded.toExponential());
  return grouped(rounded.toString());
}

function fixed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  // -0.04 rounds to "-0.0": no sign without a value.
  return grouped(Number(text) === 0 ? text.replace('-', '') : text);
}

/** Up to four significant digits, without trailing zeros. */
function significant(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e7)) return trimExponent(value.toExponential(2));
  if (Number.isInteger(value)) return grouped(value.toString());
  return grouped(Number(value.toPrecision(size >= 1000 ? Math.ceil(Math.log10(size)) : 4)).toString());
}

function grouped(digits: string): string {
  const [whole, fraction] = digits.split('.');
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? spaced : `${spaced}.${fraction}`;
}

function trimExponent(text: string): string {
  return text.replace(/\.?0*e/, 'e').replace('e+', 'e');
}

function duration(seconds: number, digits: number | undefined, language: Language): string {
  const [minuteUnit, secondUnit] = language === 'zh' ? ['分', '秒'] : ['min', 's'];
  if (seconds < 60) return `${fixed(seconds, digits ?? (seconds < 10 ? 1 : 0))} ${secondUnit}`;
  const whole = Math.round(seconds);
  return `${grouped(String(Math.floor(whole / 60)))} ${minuteUnit} ${whole % 60} ${secondUnit}`;
}

function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let size = value;
  let unit = 0;
  while (Math.abs(size) >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${unit === 0 ? Math.round(size) : significant(Number(size.toPrecision(3)))} ${units[unit]}`;
}
