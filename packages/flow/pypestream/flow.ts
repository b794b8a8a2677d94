/** A bot's rows as one flow. */
import type { FlowSource } from '../flow-file.ts'
import type { Value } from '../value.ts'
import { type ActionPiece, actionPiece } from './action.ts'
import { type Bot, startNumber } from './bot.ts'
import { dialoguePiece } from './dialogue.ts'
import { globalNote, keptOf, metaName } from './kept.ts'
import { choiceIds } from './naming.ts'
import type { Draft, Piece } from './piece.ts'
import type { ActionRow, Row } from './row.ts'
import { addUnderstanding, understanding } from './understanding.ts'

/** JSON of what a node keeps of its row; a little less than a node may have. */
const largestKept = 8000

export interface MadeFlow {
  /** What the file says, ready for JSON. */
  readonly flow: FlowSource
  /** Rows whose command a script runs. */
  readonly scripts: readonly ActionRow[]
  /** Node → the row that it came from. */
  readonly rows: ReadonlyMap<string, Row>
}

export function flowOf(bot: Bot): MadeFlow {
  const nodes: { [id: string]: object } = {}
  const rows = new Map<string, Row>()
  const scripts: ActionRow[] = []
  for (const row of bot.rows.values()) {
    const made: ActionPiece | null = row.type === 'A' ? actionPiece(row, bot) : null
    const piece = made?.piece ?? (row.type === 'D' ? dialoguePiece(row, bot) : new Map())
    if (made?.runs === true && row.type === 'A') scripts.push(row)
    const main = bot.id(row.number)
    for (const [id, node] of piece) {
      rows.set(id, row)
      nodes[id] = marked(
        node,
        id === main ? mainMeta(row, made, bot) : { part_of: row.number },
        id === main ? row : null,
      )
    }
  }
  const fallback = bot.fallback === null ? undefined : bot.rows.get(bot.fallback)
  if (bot.understands && fallback !== undefined) {
    const shared: Piece = new Map()
    addUnderstanding(understanding, bot.id(fallback.number), shared, bot, fallback)
    for (const [id, node] of shared) nodes[id] = marked(node, { shared: true }, null)
  }
  markSensitive(nodes, bot)
  const menu = menuOf(bot)
  const flow = {
    format: 1,
    start: bot.id(startNumber),
    variables: variablesOf(bot),
    ...(menu.length === 0 ? {} : { menu }),
    nodes,
  }
  return { flow: flow as unknown as FlowSource, scripts, rows }
}

function marked(node: Draft, meta: object, row: Row | null): object {
  const { to, ...settings } = node
  const note = row?.cells.description?.trim() ?? ''
  return {
    ...settings,
    ...(to === undefined ? {} : { to }),
    ...(note === '' ? {} : { note }),
    meta: { [metaName]: meta },
  }
}

function mainMeta(row: Row, made: ActionPiece | null, bot: Bot): object {
  const kept = keptOf(row, made)
  const length = JSON.stringify(kept).length
  if (length <= largestKept) return kept
  const [longest] = Object.entries(row.cells).toSorted(([, one], [, other]) => other.length - one.length)
  const column = (longest?.[0] ?? 'name') as keyof Row['cells']
  const reason = `What the node would have to keep of its row has ${length} characters; ${largestKept} is the most.`
  bot.wrong(row, column, reason, reason, 'Shorten this cell, or let a script have the data.')
  return { node: row.number }
}

function variablesOf(bot: Bot): { [name: string]: object } {
  const variables: { [name: string]: object } = {}
  const add = (name: string) => {
    variables[name] = {
      type: bot.globals.type(name),
      ...(bot.sensitive.has(name) ? { sensitive: true } : {}),
      ...(bot.handedIn.has(name) ? { default: '' } : {}),
      ...noteOf(name, bot.globals.global(name)),
    }
  }
  for (const global of bot.globals.names) add(bot.globals.variable(global) ?? '')
  for (const name of bot.own.keys()) add(name)
  return variables
}

/** The name of the global, where that cannot be told from the variable's. */
function noteOf(variable: string, global: string | null): { readonly note?: string } {
  return global === null || variable.toUpperCase() === global ? {} : { note: `${globalNote}${global}` }
}

function menuOf(bot: Bot): readonly object[] {
  const ids = choiceIds(bot.menu.map(({ label }, index) => `${label} ${index + 1}`))
  const first = bot.rows.values().next().value
  if (first === undefined) return []
  return bot.menu.map(({ label, dest }, index) => ({
    id: ids[index] ?? `item_${index + 1}`,
    label: bot.label(first, 'parameters', label),
    to: bot.id(dest),
  }))
}

/** What gets a sensitive answer by `set` or `save` is sensitive too. */
function markSensitive(nodes: { readonly [id: string]: object }, bot: Bot): void {
  if (bot.sensitive.size === 0) return
  const assignments = Object.values(nodes).flatMap((node) =>
    ['set', 'save'].flatMap((member) => {
      const given = (node as { [member: string]: Value })[member]
      return typeof given === 'object' && given !== null ? Object.entries(given as { [name: string]: string }) : []
    }),
  )
  const reached = new Map<string, string[]>()
  for (const [variable, logic] of assignments)
    for (const name of new Set(logic.match(/[a-z][a-z0-9_]*/g) ?? [])) {
      const known = reached.get(name)
      if (known === undefined) reached.set(name, [variable])
      else known.push(variable)
    }
  // What is added on the way is visited too.
  for (const name of bot.sensitive) for (const variable of reached.get(name) ?? []) bot.sensitive.add(variable)
}
