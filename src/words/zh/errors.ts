/** Messages of UserErrors, by key: the thing, the rule, the fix. */
import type { errors as english } from '../en/errors.js';

export const errors: typeof english = {
  'param.unknown': '这里没有参数“{name}”。可用的参数：{known}。',
  'param.number': '{name} 应是 {min} 到 {max} 之间的数；“{value}”不是数字。',
  'param.range': '{name} 应在 {min} 到 {max} 之间；{value} 超出范围。',
  'param.integer': '{name} 应是 {min} 到 {max} 之间的整数；{value} 不是整数。',
  'param.choice': '{name} 应是以下之一：{options}；“{value}”不在其中。',
  'param.toggle': '{name} 只能是 on 或 off；“{value}”都不是。',
  'param.text': '{name} 应是一段文本。',
  'param.texts': '{name} 应是若干段文本。',
  'param.length': '{name} 最多 {max} 个字符，现有 {length} 个，请缩短。',
  'param.items': '{name} 最多可给 {max} 次，现在给了 {count} 次。',
  'data.column': '{file} 中没有名为“{column}”的列。现有的列：{known}。',
  'data.missing': '{file} 第 {line} 行“{column}”列是空的。请补上数值或删去这一行。',
  'data.number': '{file} 第 {line} 行“{column}”列的“{value}”不是数字。请改用数值列，或更正这个单元格。',
};
