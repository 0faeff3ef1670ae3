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
  'run.seed': '随机种子应是 0 到 {max} 之间的整数；“{seed}”不是。',
  'run.data.required': '{simulation} 需要你提供一个文件，请用 --data 文件名 给出。',
  'run.data.unwanted': '{simulation} 不接受文件，请去掉 --data。',
  'run.data.table': '{simulation} 需要的是表格（CSV 文件），不是文本。',
  'run.data.text': '{simulation} 需要的是文本，不是表格。',
  'run.data.files': '{simulation} 最多接受 {max} 个文件，现在给了 {count} 个。',
  'level.unknown': '没有关卡“{level}”。关卡编号为 1 到 30，`ml-tutor list` 会列出它们。',
  'level.coming': '关卡“{level}”尚未完成。`ml-tutor list` 会列出已完成的关卡。',
  'simulation.unknown': '没有名为“{simulation}”的模拟。现有的模拟：{known}。',
  'run.memory': '模拟耗尽了内存。请把参数调小后再运行。',
};
