/** Words that may stand for each other in addresses (en) and verse (zh), and characters that mean the opposite. */
import type { GptLanguage } from '../../src/data/gpt.js';

const ENGLISH =
  'people citizens, citizens people, nation country, country nation, nations countries, countries nations, duty obligation, power authority, authority power, ' +
  'present current, large great, great large, many numerous, necessary needed, required needed, important significant, aid help, help aid, assist help, ' +
  'work labor, labor work, money funds, funds money, law statute, laws statutes, believe think, think believe, hope trust, entire whole, whole entire, ' +
  'shall will, government administration, Government Administration, report statement, during throughout, upon on, on upon, within inside, made produced, ' +
  'given granted, several various, various several, war conflict, peace calm, trade commerce, commerce trade, attention notice, interest concern, interests concerns, ' +
  'effect result, result outcome, policy course, treaty agreement, agreement treaty, price cost, cost price, difficult hard, completed finished, men persons, persons men, ' +
  'public common, last past, opinion judgment, purpose aim, object purpose, subject matter, best finest, good fine, every each, each every, therefore hence, between among';

const CHINESE =
  '归还 还归 见看 看望 望看 闻听 听闻 思念 念思 悲哀 愁忧 乐欢 舟船 船舟 路道 道路 泪涕 目眼 寒冷 冷寒 独孤 孤独 夜宵 晚暮 暮晚 旧故 故旧 皆俱 俱皆 庭院 国邦 叹嗟 逢遇 遇逢 闲静 静寂 山岭 江河 君卿 我吾 吾我 谁孰 此兹 处所 初始 清澄 香芳 芳香 赤红 红朱 青绿 白素 美佳 佳美 曲歌';

const OPPOSED = '春秋 秋春 来去 去来 上下 下上 有无 无有 长短 短长 东西 西东 南北 北南 新旧 多少 少多 远近 近远 高低 低高 明暗 悲喜 生死 老少 寒暖 早晚 前后 后前 开闭 轻重 重轻';

const pairs = (list: readonly string[], cut: string | RegExp): ReadonlyMap<string, string> => new Map(list.map((pair) => pair.split(cut) as [string, string]));

export const SYNONYMS: Readonly<Record<GptLanguage, ReadonlyMap<string, string>>> = {
  en: pairs(ENGLISH.split(', '), ' '),
  zh: pairs(CHINESE.split(' '), /(?<=^.)/u),
};
export const OPPOSITES = pairs(OPPOSED.split(' '), /(?<=^.)/u);
