/** Commands about the session: who it is, where, when, and where they were. */

import type { Bot } from '../bot.ts'
import { quote } from '../logic.ts'
import type { ActionRow } from '../row.ts'
import { deciding, type Mapped, type Mapper, no, setting, yes } from './mapped.ts'
import { given, isSet, listIn, textIn, variablesIn } from './parameters.ts'

/** What is known of a session, by Pypestream's names for it. */
const facts: { readonly [name: string]: string } = {
  chat_id: 'conversation.id',
  conversation_id: 'conversation.id',
  session_id: 'conversation.id',
  user_id: 'contact.external_id',
  external_id: 'contact.external_id',
  email: 'contact.email',
  phone: 'contact.phone',
  phone_number: 'contact.phone',
  language: 'conversation.language',
  locale: 'page.language',
  url: 'page.url',
  current_url: 'page.url',
  last_viewed_url: 'page.url',
  page_url: 'page.url',
  referrer: 'page.referrer',
  page_title: 'page.title',
}

function membersOf(row: ActionRow, name: string): readonly (readonly [string, unknown])[] {
  const value = given(row.parameters, [name])
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
}

/** Puts facts of the session into globals, and what was handed in at the start. */
export const showMetadata: Mapper = (row, bot, id) => {
  const assigned = membersOf(row, 'assign_metadata_vars')
  const passed = membersOf(row, 'passthrough_mapping')
  const set: { [variable: string]: string } = {}
  for (const [fact, global] of assigned) {
    const variable = typeof global === 'string' ? bot.globals.variable(global) : null
    const logic = Object.hasOwn(facts, fact) ? facts[fact] : undefined
    if (variable === null || logic === undefined) return null
    set[variable] = logic
  }
  for (const [name, global] of passed) {
    const variable = typeof global === 'string' ? bot.globals.variable(global) : null
    const handed = name.toLowerCase()
    if (variable === null || !/^[a-z][a-z0-9_]{0,60}$/.test(handed)) return null
    if (handed !== variable) set[variable] = handedIn(handed, bot)
  }
  return setting(id, set)
}

/** A variable that whoever starts the conversation may hand in. */
function handedIn(name: string, bot: Bot): string {
  const variable = bot.globals.global(name) === null ? bot.ownVariable(name, 'text') : name
  bot.handedIn.add(variable)
  return variable
}

/** By what the page hands in as `user_platform`: a channel does not say. */
export const platformRoute: Mapper = (_row, bot, id) => {
  const variable = handedIn('user_platform', bot)
  const platforms = ['ios', 'android', 'mac', 'windows']
  const cases = platforms.map((name) => ({ when: `${variable} == '${name}'`, values: [name, platformKind(name)] }))
  return deciding(id, cases, ['other', 'desktop', ...no])
}

function platformKind(name: string): string {
  return name === 'ios' || name === 'android' ? 'mobile' : 'desktop'
}

export const firstMessage: Mapper = (row, bot, id) => {
  const variables = variablesIn(row, bot) ?? []
  const [variable = bot.globals.variable(row.variables[0] ?? '')] = variables
  if (variable === null) return null
  const handed = handedIn('first_message', bot)
  const check = `${id}_check`
  const decided = deciding(check, [{ when: isSet(variable, bot), values: yes }], [...no])
  const set = { kind: 'set', set: { [variable]: handed }, to: { next: check } } as const
  return { nodes: new Map([[id, set], ...decided.nodes]), ways: decided.ways }
}

export const lastUrl: Mapper = (row, bot, id) => {
  const urls = listIn(row.parameters, ['url', 'urls', 'last_url', 'check_url', 'contains', 'input_vars'])
  if (urls.length === 0) return null
  const test = urls.map((url) => `page.url.contains(${bot.textLogic(row, 'parameters', url)})`).join(' || ')
  return deciding(id, [{ when: `page.url != null && (${test})`, values: yes }], no)
}

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** Open hours: a time zone, days, a begin and an end. */
export const hoursRoute: Mapper = (row, _bot, id): Mapped | null => {
  const zone = textIn(row.parameters, ['time_zone', 'timezone', 'tz'])
  const begin = clockTime(textIn(row.parameters, ['start_time', 'start', 'open', 'from', 'begin']))
  const end = clockTime(textIn(row.parameters, ['end_time', 'end', 'close', 'to', 'until']))
  const listed = listIn(row.parameters, ['days', 'weekdays', 'days_of_week']).map((day) =>
    day.slice(0, 3).toLowerCase(),
  )
  const open = listed.length === 0 ? days.slice(0, 5) : listed
  if (zone === null || begin === null || end === null || !isZone(zone) || begin === end) return null
  if (!open.every((day) => days.includes(day))) return null
  const holidays = listIn(row.parameters, ['holidays']).filter((day) => /^\d{4}-\d{2}-\d{2}$/.test(day))
  const node = {
    kind: 'hours',
    time_zone: zone,
    open: Object.fromEntries(days.filter((day) => open.includes(day)).map((day) => [day, [`${begin}-${end}`]])),
    ...(holidays.length === 0 ? {} : { holidays }),
    to: {},
  } as const
  return {
    nodes: new Map([[id, node]]),
    ways: [
      { node: id, port: 'open', values: [...yes, 'open', 'within', 'in_hours'] },
      { node: id, port: 'closed', values: [...no, 'closed', 'outside', 'out_of_hours'] },
    ],
  }
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** `9`, `09:00`, `9:00 AM` */
function clockTime(text: string | null): string | null {
  const [, hour, minute = '00', half] = /^(\d{1,2})(?::(\d{2}))?\s*([ap]m)?$/i.exec(text ?? '') ?? []
  if (hour === undefined || Number(minute) > 59) return null
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
  return hours > 24 || (hours === 24 && minute !== '00') ? null : `${String(hours).padStart(2, '0')}:${minute}`
}

const placeNames = ['global_vars', 'global_var', 'save_to', 'return_node', 'node_var', 'input_vars']

/** Remembers a node's number, the row's own unless it names one. */
export const saveNode: Mapper = (row, bot, id) => {
  const [named] = variablesIn(row, bot, placeNames) ?? []
  const variable = named ?? bot.globals.variable(row.variables[0] ?? '')
  if (variable === null || variable === undefined) return null
  return setting(id, { [variable]: quote(savedBy(row)) })
}

function savedBy(row: ActionRow): string {
  return textIn(row.parameters, ['node', 'node_number', 'save_node', 'value']) ?? String(row.number)
}

/** Goes to the node that was remembered: one of those that rows of the bot remember. */
export const returnToNode: Mapper = (row, bot, id) => {
  const [named] = variablesIn(row, bot, placeNames) ?? []
  const variable = named ?? bot.globals.variable(row.variables[0] ?? '')
  if (variable === null || variable === undefined) return null
  const numbers = bot.remembered(variable, () => rememberedIn(variable, bot))
  if (numbers.length === 0 || !bot.affords(row, numbers.length)) return null
  const cases = numbers.map((number) => ({ when: `${variable} == '${number}'`, values: [`node_${number}`] }))
  const decided = deciding(id, cases, ['false', 'error'])
  const node = decided.nodes.get(id)
  for (const number of numbers) if (node?.to !== undefined) node.to[`node_${number}`] = bot.id(number)
  return { nodes: decided.nodes, ways: decided.ways.filter(({ port }) => port === 'else') }
}

/** A node has so many cases at most. */
const mostPlaces = 100

function rememberedIn(variable: string, bot: Bot): readonly number[] {
  const saved = new Set<string>()
  for (const other of bot.rows.values()) {
    if (other.type !== 'A') continue
    if (other.command === 'SaveNode') saved.add(savedBy(other))
    else for (const number of assignedNumbers(other, bot, variable)) saved.add(number)
  }
  const numbers = [...saved].filter((number) => /^-?\d+$/.test(number)).map(Number)
  return numbers.filter((number) => bot.rows.has(number)).slice(0, mostPlaces)
}

/** Numbers that a row assigns to the variable: `SAVE_NODE` is often set like any other global. */
function assignedNumbers(row: ActionRow, bot: Bot, variable: string): readonly string[] {
  if (!['AssignVariable', 'SetVar', 'SysAssignVariable'].includes(row.command)) return []
  const set = [...membersOf(row, 'set'), ...Object.entries(row.parameters)]
  return set.flatMap(([name, value]) => (bot.globals.variable(name) === variable ? [String(value)] : []))
}
