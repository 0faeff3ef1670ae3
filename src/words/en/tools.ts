/** Words of the learner's tools (many seeds, sweeps, sharing): labels of their panels, and what can be wrong with what was asked. */
export const toolLabels = {
  'seeds.mean': 'mean',
  'seeds.own': 'this run',
  'seeds.runs': 'runs',
  'seeds.caption': '{count} runs that differ in their seed alone',
  'sweep.caption': 'mean and standard deviation over {count} seeds',
  'sweep.captionMap': 'mean over {count} seeds',
  'sweep.captionOne': 'one seed: more would show how much is luck',
  'sweep.on': 'on',
  'sweep.off': 'off',
};

export const toolErrors = {
  'share.character': '"{character}" does not occur in share codes. Copy the code once more.',
  'share.damaged': '"{code}" is no share code, or a part of it is missing or mistyped. Copy it once more.',
  'share.newer': 'The share code {code} was made by a newer ml-tutor. Update ml-tutor, then try it again.',
  'share.simulation': 'The share code {code} is for a simulation that this ml-tutor does not have. Update ml-tutor, then try it again.',
  'share.changed': 'The share code {code} was made when {simulation} had other parameters, so it cannot be read any more. Ask for the shell command instead.',
  'share.data': 'This run of {simulation} was made with a file of the learner\'s own, which a code cannot hold. Give the file with --data FILE.',
  'replay.unknown': '"{text}" is neither a share code nor the id of one of your runs.',
  'metric.unknown': '{simulation} has no metric "{metric}". Metrics: {known}.',
  'seeds.count': 'The number of seeds must be a whole number from 1 to {max}; "{count}" is not.',
  'sweep.count': 'A sweep varies one parameter or two; here are {count}. Give --vary PARAMETER=FROM:TO:STEP once or twice.',
  'sweep.twice': '{name} is varied twice. Vary two different parameters.',
  'sweep.fixed': '{name} is varied and set at the same time. Leave out one of the two.',
  'sweep.empty': '{name} has no values to go through.',
  'sweep.form': '"{value}" does not say what is to vary. Write PARAMETER=FROM:TO:STEP, for example pruneRate=0.1:0.5:0.1, or PARAMETER=VALUE,VALUE.',
  'sweep.range': '{name}: "{value}" is no range. Write FROM:TO:STEP with a positive step, or FROM:TO:xFACTOR with a factor above 1.',
  'sweep.kind': '{name} is a text and cannot be swept. Vary a number, a choice or a switch.',
  'sweep.many': 'That would be {runs} runs, at most {max} are made at once. Use fewer values or fewer seeds.',
};
