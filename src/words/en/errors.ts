/** Messages of UserErrors, by key: the thing, the rule, the fix. */
export const errors = {
  'param.unknown': 'There is no parameter "{name}" here. Parameters: {known}.',
  'param.number': '{name} must be a number from {min} to {max}; "{value}" is not a number.',
  'param.range': '{name} must be from {min} to {max}; {value} is outside.',
  'param.integer': '{name} must be a whole number from {min} to {max}; {value} is not whole.',
  'param.choice': '{name} must be one of {options}; "{value}" is not.',
  'param.toggle': '{name} must be on or off; "{value}" is neither.',
  'param.text': '{name} must be text.',
  'param.texts': '{name} must be a list of texts.',
  'param.length': '{name} may have at most {max} characters; this has {length}. Shorten it.',
  'param.items': '{name} may be given at most {max} times; here are {count}.',
  'data.column': '{file} has no column "{column}". Columns: {known}.',
  'data.missing': '{file}, line {line}, column "{column}": the cell is empty. Fill it in or remove the row.',
  'data.number': '{file}, line {line}, column "{column}": "{value}" is not a number. Use a numeric column or correct the cell.',
};
