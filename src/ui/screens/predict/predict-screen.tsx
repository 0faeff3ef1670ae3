/** A question about what the simulation will show, asked before its first run and answered by it. */
import { Box } from 'ink';
import type { Prediction } from '../../../lesson/index.js';
import type { PredictionWords } from '../../../lesson/words/types.js';
import type { Line } from '../../../plot/index.js';
import { answerPrediction } from '../../../progress/index.js';
import { fill } from '../../../words/say.js';
import { Menu, menuActions, type MenuItem } from '../../components/menu.js';
import { plainLine, words as span } from '../../components/lines.js';
import { optionLines } from '../../components/option-lines.js';
import { prose, proseWidth } from '../../components/prose.js';
import { Rows } from '../../components/rows.js';
import { ScrolledRows, useScroll } from '../../components/scroll-page.js';
import { useGame, type Game } from '../../game-context.js';
import type { Action } from '../../keys/actions.js';
import { bodySize } from '../../shell/shell.js';
import { LevelShell } from '../level/level-shell.js';
import { stepActions } from '../level/step-actions.js';
import type { LevelView } from '../level/level-view.js';
import { simulationName } from '../level/simulation-name.js';

export function PredictScreen({ view }: { readonly view: LevelView }) {
  const game = useGame();
  const { lesson } = view;
  const index = Math.min(view.index, lesson.predictions.length - 1);
  if (index < 0) return <NoPrediction view={view} />;
  const prediction = lesson.predictions[index];
  const known = game.progress.lessons[view.level.id]?.predictions[prediction.simulation];
  const others: readonly Action[] = [
    ...(index + 1 < lesson.predictions.length ? [{ id: 'nextQuestion', keys: ['right'], footer: 5, run: () => view.goTo('predict', index + 1) } satisfies Action] : []),
    ...(index > 0 ? [{ id: 'previousQuestion', keys: ['left'], footer: 6, run: () => view.goTo('predict', index - 1) } satisfies Action] : []),
    ...stepActions(game, toRun(view, prediction), { footer: known === undefined ? 60 : 2 }),
  ];
  return known?.outcome === undefined ? (
    <Open key={index} view={view} prediction={prediction} chosen={known?.option} others={others} />
  ) : (
    <Resolved key={index} view={view} prediction={prediction} chosen={known.option} outcome={known.outcome} others={others} />
  );
}

/** The next step is the very simulation that the question is about. */
function toRun(view: LevelView, prediction: Prediction): LevelView {
  const at = view.lesson.simulations.findIndex(({ id }) => id === prediction.simulation);
  return { ...view, nextStep: () => view.goTo('run', Math.max(0, at)) };
}

interface PartProps {
  readonly view: LevelView;
  readonly prediction: Prediction;
  readonly others: readonly Action[];
}

function Open({ view, prediction, chosen, others }: PartProps & { readonly chosen?: string }) {
  const game = useGame();
  const words = view.words.predictions[prediction.simulation];
  const { width } = bodySize(game.columns, game.rows);
  const cells = proseWidth(width);
  const choose = (option: string) => game.remember(answerPrediction(view.level.id, prediction.simulation, option));
  const head = headLines(view, prediction, words, game, width);
  const note = chosen === undefined ? game.words.ui['predict.ask'] : fill(game.words.ui['predict.chosen'], { option: words.options[chosen] });
  const items = prediction.options.map((value, at): MenuItem<string> => ({
    value,
    lines: optionLines({ number: at + 1, text: words.options[value], sign: value === chosen ? game.signs.picked : undefined, role: value === chosen ? 'accent' : undefined }, cells - 2, game.charset),
  }));
  return (
    <LevelShell
      view={view}
      actions={[...menuActions(game, items.length, (at) => choose(prediction.options[at])), ...others]}
      body={() => (
        <Box flexDirection="column">
          <Rows lines={[...head, []]} />
          <Menu items={items} initial={chosen === undefined ? 0 : prediction.options.indexOf(chosen)} onSelect={choose} />
          <Rows lines={[[], ...prose(note, width, game.charset, { fg: 'dim' })]} />
        </Box>
      )}
      plain={() => [...head, ...items.flatMap((item) => item.lines), ...prose(note, width, game.charset)]}
    />
  );
}

function Resolved({ view, prediction, chosen, outcome, others }: PartProps & { readonly chosen: string; readonly outcome: string }) {
  const game = useGame();
  const { signs } = game;
  const words = view.words.predictions[prediction.simulation];
  const { width } = bodySize(game.columns, game.rows);
  const cells = proseWidth(width);
  const lines: readonly Line[] = [
    ...headLines(view, prediction, words, game, width),
    [],
    ...prediction.options.flatMap((value, at) => {
      const sign = value === outcome ? signs.right : value === chosen ? signs.wrong : undefined;
      const role = value === outcome ? 'good' : value === chosen ? 'bad' : undefined;
      return optionLines({ number: at + 1, text: words.options[value], sign, role }, cells, game.charset);
    }),
    [],
    ...prose(fill(game.words.ui[chosen === outcome ? 'predict.right' : 'predict.wrong'], { option: words.options[chosen], outcome: words.options[outcome] }), width, game.charset),
    [],
    ...prose(words.explanation, width, game.charset),
  ];
  const scroll = useScroll(lines.length);
  return (
    <LevelShell
      view={view}
      actions={[...scroll.actions, ...others]}
      body={(size) => <ScrolledRows lines={lines} offset={scroll.offset} height={size.height} />}
      plain={() => lines}
    />
  );
}

function headLines(view: LevelView, prediction: Prediction, words: PredictionWords, game: Game, width: number): readonly Line[] {
  const title = view.lesson.simulations.length > 1 ? fill(game.words.ui['predict.title.of'], { simulation: simulationName(view, prediction.simulation) }) : game.words.ui['predict.title'];
  return [[span(title, 'accent', true)], [], ...prose(words.question, width, game.charset)];
}

function NoPrediction({ view }: { readonly view: LevelView }) {
  const game = useGame();
  const lines = [plainLine(game.words.ui['predict.none'], 'dim')];
  return <LevelShell view={view} actions={stepActions(game, view, { footer: 2 })} body={() => <Rows lines={lines} />} plain={() => lines} />;
}
