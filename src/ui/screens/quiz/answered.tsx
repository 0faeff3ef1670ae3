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
import type { Action } from '../../keys/actions.js';
import { bodySize } from '../../shell/shell.js';
import { headLines, type QuestionPart } from './question-lines.js';

export function Answered(part: QuestionPart & { readonly answered: Answer }) {
  const game = useGame();
  const { frame, dispatch, others, once = false } = part;
  const { width } = bodySize(game.columns, game.rows);
  const lines = [...headLines(part, game, width), ...verdictLines(part, game, width)];
  const scroll = useScroll(lines.length);
  const again: readonly Action[] = once ? [] : [{ id: 'again', keys: ['r'], footer: 4, run: () => dispatch({ type: 'again' }) }];
  return frame({
    actions: [...scroll.actions, ...again, ...others],
    body: (size) => <ScrolledRows lines={lines} offset={scroll.offset} height={size.height} />,
    plain: () => lines,
  });
}

function verdictLines({ question, words, remark = [], answered }: QuestionPart & { readonly answered: Answer }, game: Game, width: number): readonly Line[] {
  const { signs, charset } = game;
  const { ui } = game.words;
  const right = isRight(question, answered);
  const verdict: Line = [span(`${right ? signs.right : signs.wrong} ${ui[right ? 'quiz.right' : 'quiz.wrong']}`, right ? 'good' : 'bad', true)];
  const cells = proseWidth(width);
  const reason = words.reason === undefined ? [] : [[], ...prose(words.reason, width, charset)];
  switch (question.kind) {
    case 'choice':
      return [
        verdict,
        ...remark,
        [],
        ...question.options.flatMap((value, at) => {
          const sign = value === question.answer ? signs.right : value === answered ? signs.wrong : undefined;
          const role = value === question.answer ? 'good' : value === answered ? 'bad' : undefined;
          return optionLines({ number: at + 1, text: words.options[value].text, sign, role, reason: words.options[value].reason }, cells, charset);
        }),
      ];
    case 'number': {
      const given = typeof answered === 'number' ? formatNumber(answered) : String(answered);
      return [verdict, ...remark, [], [span(fill(ui['quiz.given'], { given, right: formatNumber(question.answer) }))], ...reason];
    }
    case 'order': {
      const given = Array.isArray(answered) ? answered : [];
      return [
        verdict,
        ...remark,
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
