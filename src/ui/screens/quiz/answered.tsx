/** After an answer: what was right, and a reason for every option. */
import { isRight, type Answer } from '../../../lesson/index.js';
import type { Line } from '../../../plot/index.js';
import { formatNumber } from '../../../words/numbers.js';
import { fill } from '../../../words/say.js';
import { words as span } from '../../components/lines.js';
import { optionLines } from '../../components/option-lines.js';
import { prose, proseWidth } from '../../components/prose.js';
import { ScrolledRows, useScroll } from '../../components/scroll-page.js';
import { useGame, type Game } from '../../game-context.js';
import { bodySize } from '../../shell/shell.js';
import { LevelShell } from '../level/level-shell.js';
import { headLines, type QuestionPart } from './question-lines.js';

export function Answered(part: QuestionPart & { readonly answered: Answer }) {
  const game = useGame();
  const { view, dispatch, others } = part;
  const { width } = bodySize(game.columns, game.rows);
  const lines = [...headLines(part, game, width), ...verdictLines(part, game, width)];
  const scroll = useScroll(lines.length);
  return (
    <LevelShell
      view={view}
      actions={[...scroll.actions, { id: 'again', keys: ['r'], footer: 4, run: () => dispatch({ type: 'again' }) }, ...others]}
      body={(size) => <ScrolledRows lines={lines} offset={scroll.offset} height={size.height} />}
      plain={() => lines}
    />
  );
}

function verdictLines({ view, question, answered }: QuestionPart & { readonly answered: Answer }, game: Game, width: number): readonly Line[] {
  const { signs, charset } = game;
  const { ui } = game.words;
  const right = isRight(question, answered);
  const words = view.words.quiz[question.id];
  const verdict: Line = [span(`${right ? signs.right : signs.wrong} ${ui[right ? 'quiz.right' : 'quiz.wrong']}`, right ? 'good' : 'bad', true)];
  const cells = proseWidth(width);
  const reason = words.reason === undefined ? [] : [[], ...prose(words.reason, width, charset)];
  switch (question.kind) {
    case 'choice':
      return [
        verdict,
        [],
        ...question.options.flatMap((value, at) => {
          const sign = value === question.answer ? signs.right : value === answered ? signs.wrong : undefined;
          const role = value === question.answer ? 'good' : value === answered ? 'bad' : undefined;
          return optionLines({ number: at + 1, text: words.options[value].text, sign, role, reason: words.options[value].reason }, cells, charset);
        }),
      ];
    case 'number': {
      const given = typeof answered === 'number' ? formatNumber(answered) : String(answered);
      return [verdict, [], [span(fill(ui['quiz.given'], { given, right: formatNumber(question.answer) }))], ...reason];
    }
    case 'order': {
      const given = Array.isArray(answered) ? answered : [];
      return [
        verdict,
        [],
        ...(right ? [] : [[span(ui['quiz.rightOrder'], 'title')]]),
        ...question.items.flatMap((item, at) => {
          const here = given[at] === item;
          const { text } = words.options[item];
          const shown = here ? text : fill(ui['quiz.yourPlace'], { text, place: String(given.indexOf(item) + 1) });
          return optionLines({ number: at + 1, text: shown, sign: here ? signs.right : signs.wrong, role: here ? 'good' : undefined }, cells, charset);
        }),
        ...reason,
      ];
    }
  }
}
