/** `--svg FILE`: the panels of a result as a picture, with the command that makes it again. */
import path from 'node:path';
import type { Panel } from '../../lesson/index.js';
import { toSvg } from '../../plot/index.js';
import { isOn, valueIn, type Arguments, type OptionSpecs } from '../args.js';
import type { Context } from '../context.js';
import type { Named } from '../simulation.js';
import { checkTarget, writeTarget } from '../write-file.js';

export const SVG_OPTIONS = { svg: { kind: 'value' }, force: { kind: 'switch' } } as const satisfies OptionSpecs;

export interface PictureTarget {
  readonly file: string;
  readonly overwrite: boolean;
}

/** @throws UsageError cli.exists, before anything is computed */
export function pictureTarget(values: Arguments['values']): PictureTarget | undefined {
  const file = valueIn(values, 'svg');
  const overwrite = isOn(values, 'force');
  checkTarget(file, overwrite);
  return file === undefined ? undefined : { file, overwrite };
}

/** @throws UsageError cli.write */
export function writePicture({ file, overwrite }: PictureTarget, panels: readonly Panel[], title: string, command: string, { speaker }: Named, context: Context): void {
  writeTarget(file, toSvg(panels, { speaker, title, footer: command }), overwrite);
  // On stderr: stdout is for the figures.
  context.warn(context.fill(context.words['svg.written'], { file: path.resolve(file) }));
}
