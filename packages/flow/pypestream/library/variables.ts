/** Commands that set, count, compare and forget globals. */
import type { Value, Values } from '../../value.ts'
import type { Bot } from '../bot.ts'
import type { ActionRow } from '../row.ts'
import { deciding, type Mapper, no, setting, settingAndDeciding, yes } from './mapped.ts'
import { asText, given, globalMembers, globalNames, isSet, listIn, textIn, variablesIn } from './parameters.ts'

/** A value that goes into a global: texts are what scripts know. `{NAME}` alone copies, also what is not known. */
function assigned(row: ActionRow, bot: Bot, value: Value): string {
  if (value === null) return 'null'
  if (typeof value !== 'string')
    return bot.textLogic(row, 'parameters', typeof value === 'object' ? JSON.stringify(value) : String(value))
  const [, name] = /^\{([A-Z0-9_]+)\}$/.exec(value.trim()) ?? []
  const variable = name === undefined ? null : bot.globals.variable(name)
  return variable === null ? bot.textLogic(row, 'parameters', value) : asText(variable, bot)
}

function objectIn(value: Value | undefined): Values | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : null
}

const valueNames = ['values', 'value', 'input_vars', 'set_to', 'var_value']

export const assign: Mapper = (row, bot, id) => {
  const { parameters } = row
  const members = globalMembers(objectIn(given(parameters, ['set', 'assign', 'variables'])) ?? parameters, bot)
  if (members !== null && members.length > 0)
    return setting(id, Object.fromEntries(members.map(([variable, value]) => [variable, assigned(row, bot, value)])))
  const variables = variablesIn(row, bot)
  const value = given(parameters, valueNames)
  if (variables === null || variables.length === 0 || value === undefined) return null
  const values = variables.length === 1 ? [value] : listIn(parameters, valueNames)
  if (values.length !== variables.length) return null
  return setting(
    id,
    Object.fromEntries(variables.map((variable, index) => [variable, assigned(row, bot, values[index] ?? null)])),
  )
}

/** What a global is compared with; what is not known equals nothing. */
function compared(row: ActionRow, bot: Bot, text: string): string {
  const logic = bot.textLogic(row, 'parameters', text)
  return logic.startsWith("'") && !logic.includes(' ? ') ? logic : `(${logic})`
}

/** One global, or each of several: is it known, or is it this? */
export const check: Mapper = (row, bot, id) => {
  const members = globalMembers(row.parameters, bot)
  if (members !== null && members.length > 0) {
    const tests = members.map(([variable, value]) => `${asText(variable, bot)} == ${compared(row, bot, String(value))}`)
    return deciding(id, [{ when: tests.join(' && '), values: yes }], no)
  }
  const variables = variablesIn(row, bot)
  if (variables === null || variables.length === 0) return null
  const wanted = textIn(row.parameters, [
    'check_value',
    'check_values',
    'value',
    'values',
    'expected',
    'input_vars',
    'equals',
  ])
  const test = (variable: string): string =>
    wanted === null ? isSet(variable, bot) : `${asText(variable, bot)} == ${compared(row, bot, wanted)}`
  return deciding(id, [{ when: variables.map(test).join(' && '), values: yes }], no)
}

/** `all`, `some` or `none` of the globals are known. */
export const checkSeveral: Mapper = (row, bot, id) => {
  const variables = variablesIn(row, bot)
  if (variables === null || variables.length === 0) return null
  const tests = variables.map((variable) => isSet(variable, bot))
  return deciding(
    id,
    [
      { when: tests.join(' && '), values: ['all', ...yes] },
      { when: tests.join(' || '), values: ['some', ...no] },
    ],
    ['none', ...no],
  )
}

export const areEqual: Mapper = (row, bot, id) => {
  const variables = variablesIn(row, bot)
  const [first, ...others] = variables ?? []
  if (first === undefined || others.length === 0) return null
  const tests = others.map((other) => `${asText(first, bot)} == ${asText(other, bot)}`)
  return deciding(id, [{ when: [`${first} != null`, ...tests].join(' && '), values: yes }], no)
}

const signs: { readonly [operation: string]: string } = {
  add: '+',
  addition: '+',
  plus: '+',
  sum: '+',
  '+': '+',
  subtract: '-',
  subtraction: '-',
  minus: '-',
  '-': '-',
  multiply: '*',
  multiplication: '*',
  times: '*',
  '*': '*',
  divide: '/',
  division: '/',
  '/': '/',
}

export const calculate: Mapper = (row, bot, id) => {
  const sign = signs[(textIn(row.parameters, ['operation', 'operator', 'op']) ?? '').toLowerCase()]
  const [result] = variablesIn(row, bot, ['result_var', 'output_var', 'result', 'save_to', 'target']) ?? []
  const direct = ['num1', 'num2'].map((name) => textIn(row.parameters, [name, name.replace('num', 'value')]))
  const names = direct.some((each) => each !== null) ? direct : listIn(row.parameters, [...globalNames, 'numbers'])
  const operands = names.flatMap((name) => (name === null ? [] : [operand(name, bot)]))
  const target = result ?? variablesIn(row, bot)?.[0]
  if (sign === undefined || operands.length < 2 || target === undefined || operands.includes('')) return null
  // What is no number leaves the variable empty, and the check says so.
  const set = { [target]: `string(${operands.join(` ${sign} `)})` }
  return settingAndDeciding(id, set, [{ when: `${target} != null`, values: yes }], ['error', ...no])
}

/** A number, or a global that holds one; `''` when it is neither. */
function operand(text: string, bot: Bot): string {
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return `double('${text}')`
  const variable = bot.globals.variable(text.replace(/^\{(.*)\}$/, '$1'))
  return variable === null ? '' : `double(${variable})`
}

/** Counts, and says `stop` when the limit is reached. */
export const countTo: Mapper = (row, bot, id) => {
  const [counter] = variablesIn(row, bot, ['counter', 'counter_var', 'count_var', ...globalNames]) ?? []
  const variable = counter ?? (row.variables.length === 1 ? bot.globals.variable(row.variables[0] ?? '') : null)
  const limit = Number(textIn(row.parameters, ['limit', 'max', 'max_count', 'max_tries', 'count_limit']) ?? Number.NaN)
  if (variable === null || !Number.isInteger(limit) || limit < 1) return null
  const isNumber = `${variable} != null && ${variable}.matches('^[0-9]+$')`
  const set = { [variable]: `${isNumber} ? string(double(${variable}) + 1.0) : '1'` }
  return settingAndDeciding(
    id,
    set,
    [{ when: `double(${variable}) >= ${limit}.0`, values: ['stop', ...yes] }],
    ['continue', ...no],
  )
}

/** Forgets globals: those that are named, otherwise those of the row, otherwise all. */
export const reset: Mapper = (row, bot, id) => {
  const named = variablesIn(row, bot, [...globalNames, 'reset', 'reset_vars', 'input_vars'])
  if (named === null) return null
  const own = row.variables.flatMap((name) => bot.globals.variable(name) ?? [])
  const some = named.length > 0 ? named : own
  if (!bot.affords(row, some.length > 0 ? some.length : bot.globals.size)) return null
  const variables = some.length > 0 ? some : bot.globals.names.flatMap((name) => bot.globals.variable(name) ?? [])
  return setting(id, Object.fromEntries(variables.map((variable) => [variable, 'null'])))
}
