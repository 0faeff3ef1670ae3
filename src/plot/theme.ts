/**
 * Meanings to colours, for dark and light backgrounds: Okabe-Ito hues for series, viridis for sequential values,
 * blue-orange for signed ones. All of them stay apart under the common colour vision deficiencies, and reach a contrast
 * of 3 to 1 with the background they are meant for (text roles 4.5). Ordinary text keeps the terminal's own foreground.
 */
import { rgb } from 'd3-color';
import { piecewise } from 'd3-interpolate';
import { interpolateViridis } from 'd3-scale-chromatic';
import type { ColorMap, Paint, Role } from './cells.js';

export type ColorMode = 'truecolor' | '256' | '16' | 'none';
export const COLOR_MODES: readonly ColorMode[] = ['truecolor', '256', '16', 'none'];
export type Background = 'dark' | 'light';

export interface Theme {
  readonly color: ColorMode;
  readonly background: Background;
}

/** Colour maps are told by shade only where there are enough shades; elsewhere densities of characters carry the value. */
export function hasShades(color: ColorMode): boolean {
  return color === 'truecolor' || color === '256';
}

export type Rgb = readonly [red: number, green: number, blue: number];

/** In the order of series: blue, orange, green, purple, yellow, vermillion, pale, grey. */
export const SERIES: Record<Background, readonly string[]> = {
  dark: ['#56b4e9', '#e69f00', '#1fb98a', '#d58bb4', '#f0e442', '#f0703a', '#b9c4f5', '#a8a8a8'],
  light: ['#0072b2', '#b25d00', '#00805d', '#a3497e', '#7d7400', '#c23b00', '#4b4fa8', '#6e6e6e'],
};

/** Roles without an entry use the default foreground. */
export const ROLES: Record<Background, Partial<Record<Role, string>>> = {
  dark: { dim: '#9a9a9a', frame: '#6c6c6c', accent: '#56b4e9', good: '#2cc295', bad: '#f0703a', warn: '#e69f00', muted: '#8a8a8a', rule: '#c8a8e0', code: '#c9b98a', term: '#7fc4ee' },
  light: { dim: '#636363', frame: '#8c8c8c', accent: '#0072b2', good: '#007a58', bad: '#b83a00', warn: '#9a5b00', muted: '#757575', rule: '#7a4fa0', code: '#6b5a1e', term: '#005f99' },
};

/** Names as ansi-styles spells them; what 16 colours can say legibly on either background. */
export type Color16 = 'black' | 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan' | 'white' | 'gray' | 'blueBright' | 'default';

export const SERIES_16: Record<Background, readonly Color16[]> = {
  dark: ['cyan', 'yellow', 'green', 'magenta', 'blueBright', 'red', 'default', 'gray'],
  light: ['blue', 'red', 'green', 'magenta', 'cyan', 'black', 'default', 'gray'],
};
export const ROLES_16: Record<Background, Partial<Record<Role, Color16>>> = {
  dark: { dim: 'gray', frame: 'gray', accent: 'cyan', good: 'green', bad: 'red', warn: 'yellow', muted: 'gray', rule: 'magenta', code: 'yellow', term: 'cyan' },
  light: { dim: 'gray', frame: 'gray', accent: 'blue', good: 'green', bad: 'red', warn: 'magenta', muted: 'gray', rule: 'magenta', code: 'magenta', term: 'blue' },
};

type Ramps = Record<Background, (t: number) => string>;
const DIVERGING: Ramps = {
  dark: piecewise(['#6cc5f5', '#2f7fb0', '#1d4460', '#262626', '#5f3c0c', '#b8720c', '#ffb347']),
  light: piecewise(['#00507f', '#3d8fc4', '#b3d4ea', '#f4f4f4', '#f3cf9c', '#d8862a', '#9a4a00']),
};
const INK: Ramps = {
  dark: piecewise(['#161616', '#f7f7f7']),
  light: piecewise(['#f5f5f5', '#101010']),
};

const MAPS: Record<ColorMap, Ramps> = {
  sequential: { dark: interpolateViridis, light: interpolateViridis },
  diverging: DIVERGING,
  ink: INK,
  weight: { dark: piecewise(['#1a1a1a', '#4a3208', '#b8740c', '#ffb84d']), light: piecewise(['#ffffff', '#fbe3bd', '#eda94e', '#c87400']) },
  faint: { dark: piecewise(['#141414', '#3a3a60']), light: piecewise(['#fbfbfb', '#c3cdea']) },
  faintDiverging: { dark: piecewise(['#143f5a', '#181818', '#553508']), light: piecewise(['#b5d6ec', '#fafafa', '#f5d2a6']) },
};

const LEVELS = 128; // finer steps cannot be told apart, and fewer colours make shorter output
const ramps = new Map<string, Rgb>();

/** The colour of a value on a map. */
export function mapColor(map: ColorMap, value: number, background: Background): Rgb {
  const share = map === 'diverging' || map === 'faintDiverging' ? (value + 1) / 2 : value;
  const level = Math.round(Math.min(1, Math.max(0, share)) * LEVELS);
  const key = `${map} ${background} ${level}`;
  let color = ramps.get(key);
  if (color === undefined) {
    const t = level / LEVELS;
    color = parse(MAPS[map][background](t));
    ramps.set(key, color);
  }
  return color;
}

/** The colour of a paint in full colour; undefined is the default foreground. `contrast` is settled by its background. */
export function paintColor(paint: Paint, background: Background): Rgb | undefined {
  if (typeof paint === 'object') {
    if ('map' in paint) return mapColor(paint.map, paint.value, background);
    const series = SERIES[background];
    return parseCached(series[paint.series % series.length]);
  }
  const hex = ROLES[background][paint];
  return hex === undefined ? undefined : parseCached(hex);
}

/** Relative luminance after WCAG 2. */
export function luminance([red, green, blue]: Rgb): number {
  const linear = (channel: number) => (channel <= 10.31475 ? channel / 3294.6 : ((channel / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Contrast ratio of two colours after WCAG 2, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

export function readableOn(background: Rgb): Rgb {
  return contrast(background, [0, 0, 0]) >= contrast(background, [255, 255, 255]) ? [0, 0, 0] : [255, 255, 255];
}

const parsed = new Map<string, Rgb>();
function parseCached(hex: string): Rgb {
  let color = parsed.get(hex);
  if (color === undefined) {
    color = parse(hex);
    parsed.set(hex, color);
  }
  return color;
}

function parse(css: string): Rgb {
  const { r, g, b } = rgb(css);
  return [Math.round(r), Math.round(g), Math.round(b)];
}
