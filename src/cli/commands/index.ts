/** The commands, each loaded when it is called. */
import type { Command, CommandName } from '../context.js';

export const commands: Readonly<Record<CommandName, () => Promise<Command>>> = {
  list: async () => (await import('./list.js')).list,
  show: async () => (await import('./show.js')).show,
  params: async () => (await import('./params.js')).params,
  run: async () => (await import('./run.js')).run,
  history: async () => (await import('./history.js')).history,
  replay: async () => (await import('./replay.js')).replay,
  sweep: async () => (await import('./sweep.js')).sweep,
  diff: async () => (await import('./diff.js')).diff,
  share: async () => (await import('./share.js')).share,
  review: async () => (await import('./review.js')).review,
  notes: async () => (await import('./notes.js')).notes,
  stats: async () => (await import('./stats.js')).stats,
  search: async () => (await import('./search.js')).search,
  term: async () => (await import('./term.js')).term,
  progress: async () => (await import('./progress.js')).progress,
  doctor: async () => (await import('./doctor.js')).doctor,
  help: async () => (await import('./help.js')).help,
};

export const commandNames = Object.keys(commands);

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}
