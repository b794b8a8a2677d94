/** Commands that build what a question shows, and that read what a page posted back. */
import type { Value, Values } from '../../value.ts'
import type { Bot } from '../bot.ts'
import { outputVariable } from '../list-logic.ts'
import { quote } from '../logic.ts'
import type { ActionRow } from '../row.ts'
import { type Mapped, type Mapper, setting, settingAndDeciding, yes } from './mapped.ts'
import { given, globalNames, listIn } from './parameters.ts'

const optionNames = ['options', 'items', 'list', 'selections', 'selection_options', 'labels', 'cards', 'elements']

/** A list of options: texts, objects with a label, a text with commas, or a global that holds such a text. */
export const generateList: Mapper = (row, bot, id) => {
  const options = given(row.parameters, optionNames)
  const outputs = row.output.filter((name) => name !== row.decision)
  const [output] = outputs.length > 0 ? outputs : row.output
  if (options === undefined || output === undefined) return null
  const logic = optionLogic(row, options, bot)
  if (logic === null) return null
  const set = Object.fromEntries(outputs.map((name) => [outputVariable(row.number, name, bot), logic]))
  const [variable = outputVariable(row.number, output, bot)] = Object.keys(set)
  const filled = { when: `${variable} != null && size(${variable}) > 0`, values: yes }
  return settingAndDeciding(id, { [variable]: logic, ...set }, [filled], ['false', 'none', 'error'])
}

function optionLogic(row: ActionRow, options: Value, bot: Bot): string | null {
  if (typeof options === 'string') {
    const [, name] = /^\{?([A-Z0-9_]+)\}?$/.exec(options.trim()) ?? []
    const variable = name === undefined ? null : bot.globals.variable(name)
    if (variable !== null) return bot.globals.type(variable) === 'text' ? `${variable}.split(',')` : variable
    return bot.logic(row, 'parameters', listIn({ options }, ['options']))
  }
  if (!Array.isArray(options) || options.length === 0 || options.length > 100) return null
  const items = (options as readonly Value[]).map(cleaned)
  return items.some((item) => item === null) ? null : bot.logic(row, 'parameters', items as Value[])
}

/** An option as a list out of logic has it; what a card of a carousel is called differs. */
function cleaned(item: Value): Value {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return item === null ? null : String(item)
  const { title, label, description, image_url: image } = item as Values
  const words = {
    ...(description === undefined ? {} : { text: description }),
    ...(image === undefined ? {} : { image }),
  }
  return title === undefined && label === undefined ? null : { ...item, ...(title === undefined ? {} : words) }
}

/** A scale needs no setting up here: its question has the settings. */
export const pass: Mapper = (_row, _bot, id) => setting(id, {})

const menuNames = ['options', 'menu', 'items', 'buttons', 'menu_options']

/** Ways that a person may take at any time: the head of the flow has them. */
export const persistentMenu: Mapper = (row, bot, id): Mapped | null => {
  const list = given(row.parameters, menuNames)
  const items: (readonly [string, number])[] = []
  if (typeof list === 'string')
    for (const part of list.split('|')) {
      const [, label = '', dest = ''] = /^(.*)~\s*(-?\d+)\s*$/s.exec(part.trim()) ?? []
      items.push([label.trim(), Number(dest || Number.NaN)])
    }
  else if (Array.isArray(list))
    for (const each of list as readonly Value[]) {
      const { label = '', dest = '', node = dest } = (typeof each === 'object' && each !== null ? each : {}) as Values
      items.push([String(label).trim(), Number(node === '' ? Number.NaN : node)])
    }
  const fine = items.every(([label, dest]) => label !== '' && label.length <= 120 && bot.rows.has(dest))
  if (items.length === 0 || items.length > 20 || !fine) return null
  bot.setMenu(
    row,
    items.map(([label, dest]) => ({ label, dest })),
  )
  return setting(id, {})
}

const eventMappings = ['mapping', 'events', 'event_mapping', 'global_mapping', 'assign_vars', 'set']

/** Puts members of what a page posted back into globals. */
export const readEvents: Mapper = (row, bot, id) => {
  const form = bot.helper('json')
  const members = eventMembers(row, bot)
  if (members === null || members.length === 0) return null
  const set = Object.fromEntries(
    members.map(([member, variable]) => {
      const found = `${form}[${quote(member)}]`
      const held = `${form} != null && ${quote(member)} in ${form}`
      const isText = bot.globals.type(variable) === 'text'
      return [variable, `${held} ? ${isText ? `string(${found})` : found} : ${variable}`]
    }),
  )
  const test = members.map(([member]) => `${quote(member)} in ${form}`).join(' || ')
  const decided = { when: `${form} != null && (${test})`, values: yes }
  return settingAndDeciding(id, set, [decided], ['false', 'none', 'error'])
}

function eventMembers(row: ActionRow, bot: Bot): readonly (readonly [string, string])[] | null {
  const mapping = given(row.parameters, eventMappings)
  const object = typeof mapping === 'object' && mapping !== null && !Array.isArray(mapping) ? (mapping as Values) : null
  const pairs = object === null ? [] : Object.entries(object)
  if (pairs.length > 0) {
    const found = pairs.map(([member, global]) => [member, bot.globals.variable(String(global))] as const)
    return found.every(([, variable]) => variable !== null) ? (found as [string, string][]) : null
  }
  const globals = listIn(row.parameters, globalNames)
  const names = globals.length > 0 ? globals : row.variables
  return names.flatMap((name) => {
    const variable = bot.globals.variable(name)
    return variable === null ? [] : [[name.toLowerCase(), variable] as const]
  })
}
