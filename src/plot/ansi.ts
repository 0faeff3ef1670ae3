/** Styled lines to strings with terminal codes: the only file that knows colour codes. */
import codes from 'ansi-styles';
import type { Line, Paint, Style } from './cells.js';
import { paintColor, readableOn, ROLES_16, SERIES_16, type Color16, type Rgb, type Theme } from './theme.js';

const RESET = codes.reset.open;
const openings = new Map<string, WeakMap<Style, string>>();

/** One line as a string; it ends with all styles closed, so lines can be put side by side. */
export function toAnsi(line: Line, theme: Theme): string {
  let text = '';
  for (const piece of line) {
    const open = opening(piece.style, theme);
    text += open === '' ? piece.text : `${open}${piece.text}${RESET}`;
  }
  return text;
}

function opening(style: Style, theme: Theme): string {
  const key = `${theme.color} ${theme.background}`;
  let cache = openings.get(key);
  if (cache === undefined) {
    cache = new WeakMap();
    openings.set(key, cache);
  }
  let open = cache.get(style);
  if (open === undefined) {
    open = attributes(style, theme) + colors(style, theme);
    cache.set(style, open);
  }
  return open;
}

function attributes(style: Style, theme: Theme): string {
  let open = '';
  if (style.bold || style.fg === 'title') open += codes.bold.open;
  if (style.dim || (theme.color === 'none' && (style.fg === 'dim' || style.fg === 'muted'))) open += codes.dim.open;
  if (style.italic) open += codes.italic.open;
  if (style.underline || (theme.color === 'none' && style.fg === 'term')) open += codes.underline.open;
  if (style.inverse) open += codes.inverse.open;
  return open;
}

function colors(style: Style, theme: Theme): string {
  switch (theme.color) {
    case 'none':
      return '';
    case '16':
      return named(style.fg, theme, false) + named(style.bg, theme, true);
    case '256':
    case 'truecolor':
      return full(style, theme);
  }
}

function full(style: Style, theme: Theme): string {
  const back = style.bg === undefined ? undefined : paintColor(style.bg, theme.background);
  const paper: Rgb = theme.background === 'dark' ? [0, 0, 0] : [255, 255, 255];
  const fore = style.fg === undefined ? undefined : style.fg === 'contrast' ? readableOn(back ?? paper) : paintColor(style.fg, theme.background);
  return (fore === undefined ? '' : code(fore, theme, 'color')) + (back === undefined ? '' : code(back, theme, 'bgColor'));
}

function code([red, green, blue]: Rgb, theme: Theme, ground: 'color' | 'bgColor'): string {
  return theme.color === 'truecolor' ? codes[ground].ansi16m(red, green, blue) : codes[ground].ansi256(codes.rgbToAnsi256(red, green, blue));
}

function named(paint: Paint | undefined, theme: Theme, back: boolean): string {
  const name = color16(paint, theme);
  if (name === undefined || name === 'default') return '';
  return back ? codes[BACK[name]].open : codes[name].open;
}

const BACK = {
  black: 'bgBlack',
  red: 'bgRed',
  green: 'bgGreen',
  yellow: 'bgYellow',
  blue: 'bgBlue',
  magenta: 'bgMagenta',
  cyan: 'bgCyan',
  white: 'bgWhite',
  gray: 'bgGray',
  blueBright: 'bgBlueBright',
} as const satisfies Record<Exclude<Color16, 'default'>, keyof typeof codes>;

function color16(paint: Paint | undefined, theme: Theme): Color16 | undefined {
  if (paint === undefined) return undefined;
  if (typeof paint === 'string') return ROLES_16[theme.background][paint];
  // Values on a map are told by the density of the character; only the sign has a colour.
  if ('map' in paint) return paint.map === 'diverging' && paint.value !== 0 ? SERIES_16[theme.background][paint.value < 0 ? 0 : 1] : undefined;
  const series = SERIES_16[theme.background];
  return series[paint.series % series.length];
}
