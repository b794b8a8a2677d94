import type { Value, Values } from '../../value.ts'
import type { Bot } from '../bot.ts'
import type { ActionRow } from '../row.ts'

/** The value of the first of these parameters that there is. */
export function given(parameters: Values, names: readonly string[]): Value | undefined {
  const name = names.find((each) => Object.hasOwn(parameters, each))
  return name === undefined ? undefined : parameters[name]
}

/** A parameter's text; numbers and yes or no count as one. */
export function textIn(parameters: Values, names: readonly string[]): string | null {
  const value = given(parameters, names)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).trim()
    : null
}

/** The parts of a list, or of a text with commas. */
export function listIn(parameters: Values, names: readonly string[]): readonly string[] {
  const value = given(parameters, names)
  const parts = Array.isArray(value)
    ? (value as readonly Value[]).map(String)
    : typeof value === 'string'
      ? value.split(',')
      : []
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

export const globalNames = [
  'global_vars',
  'global_var',
  'global_variables',
  'variables',
  'variable',
  'var_name',
  'var',
] as const

/** Variables of the globals that a parameter names, `NAME` or `{NAME}`; `null` when one of them is no global. */
export function variablesIn(
  row: ActionRow,
  bot: Bot,
  names: readonly string[] = globalNames,
): readonly string[] | null {
  const variables = listIn(row.parameters, names).map((name) => bot.globals.variable(name.replace(/^\{(.*)\}$/, '$1')))
  return variables.some((variable) => variable === null) ? null : (variables as readonly string[])
}

/** Whether something is known. */
export function isSet(variable: string, bot: Bot): string {
  const isText = ['text', 'choice'].includes(bot.globals.type(variable))
  return isText ? `(${variable} != null && ${variable} != '' && ${variable} != 'None')` : `${variable} != null`
}

/** Members whose names are globals, `{"EMAIL": "x"}`; `null` when there are others too. */
export function globalMembers(
  parameters: Values,
  bot: Bot,
): readonly (readonly [variable: string, value: Value])[] | null {
  const members = Object.entries(parameters).map(([name, value]) => [bot.globals.variable(name), value] as const)
  return members.every(([variable]) => variable !== null) ? (members as [string, Value][]) : null
}

/** A text that a pattern takes literally. */
export function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}

/** A variable where logic wants a text. */
export function asText(variable: string, bot: Bot): string {
  return bot.globals.type(variable) === 'number' ? `string(${variable})` : variable
}
