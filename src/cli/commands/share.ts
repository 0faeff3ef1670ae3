/** `share RUN`: the code and the shell command that make a run again. */
import { shareCode, shareCommand } from '../../runtime/index.js';
import { isOn } from '../args.js';
import type { Command } from '../context.js';
import { json } from '../run/machine.js';
import { runNamed } from '../run-record.js';
import { findSimulation } from '../simulation.js';

export const share: Command = {
  name: 'share',
  usage: 'share RUN [--json]',
  options: { json: { kind: 'switch' } },
  positionals: 1,
  examples: ['share 4kx9', 'share 4kx9 --json'],

  async run({ positionals: [id], values }, context) {
    const record = runNamed(id, context, share);
    const { simulation } = await findSimulation(record.simulation, context, share);
    const code = shareCode({ ...simulation, version: record.version }, record);
    const command = shareCommand(simulation, { params: record.params, seed: record.seed, files: record.data });
    if (isOn(values, 'json')) {
      await context.emit(json({ run: record.id, simulation: record.simulation, version: record.version, code, command, data: record.data !== undefined }));
      return 0;
    }
    const { words, fill, print } = context;
    await print(fill(words['share.code'], { code }));
    await print(fill(words['share.command'], { command }));
    await print();
    await print(words['share.use']);
    if (record.data) await print(words['share.withData']);
    return 0;
  },
};
