/** What an action row becomes: nodes that say the same, or an action with the row's inputs and routes. */
import { type Bot, namedInputs } from './bot.ts'
import type { Way } from './library/mapped.ts'
import { runId } from './list-logic.ts'
import { seen } from './logic.ts'
import { type Piece, partId } from './piece.ts'
import { isRestored, restoredPiece } from './restore.ts'
import type { ActionRow, Route } from './row.ts'

export interface ActionPiece {
  readonly piece: Piece
  /** Whether a script runs it. */
  readonly runs: boolean
  /** The value of a router that each way out takes. */
  readonly taken: readonly { readonly way: Way; readonly value: string }[]
}

export function actionPiece(row: ActionRow, bot: Bot): ActionPiece {
  if (isRestored(row)) return restoredPiece(row, bot)
  const piece: Piece = new Map()
  const first = namedInputs(row, bot)
  const run = runId(row.number, bot)
  if (first.length > 0) {
    const set = Object.fromEntries(first.map(({ variable, from }) => [variable, from]))
    piece.set(bot.id(row.number), { kind: 'set', set, to: { next: run } })
  }
  const mapped = bot.mapped(row)
  if (mapped === null) {
    runScript(row, run, piece, bot)
    return { piece, runs: true, taken: [] }
  }
  for (const [id, node] of mapped.nodes)
    piece.set(id, { ...node, ...(node.to === undefined ? {} : { to: { ...node.to } }) })
  return { piece, runs: false, taken: connect(row, mapped.ways, piece, bot) }
}

/** Leads each way out to where the router sends its value. */
function connect(row: ActionRow, ways: readonly Way[], piece: Piece, bot: Bot): ActionPiece['taken'] {
  return ways.flatMap((way) => {
    const route = routeOf(row, way)
    const to = piece.get(way.node)?.to
    if (to === undefined) return []
    to[way.port] = bot.id(route?.to ?? row.number)
    if (route !== null) return [{ way, value: route.value }]
    const value = way.values[0] ?? 'true'
    const reason = `Nothing follows when ${row.command} says "${value}".`
    bot.wrong(row, 'routes', 'next_nodes required', reason, `Add ${value}~node or error~node.`)
    return []
  })
}

/** The route of one of its values, otherwise the one for errors; of the usual way out, the only other one. */
function routeOf({ routes }: ActionRow, { values }: Way): Route | null {
  for (const value of values) {
    const route = routes.find((each) => each.value === value)
    if (route !== undefined) return route
  }
  const error = routes.find(({ value }) => value === 'error') ?? null
  const others = routes.filter((route) => route !== error)
  const [only] = others
  return values.includes('true') && only !== undefined && others.length === 1 ? only : error
}

function runScript(row: ActionRow, id: string, piece: Piece, bot: Bot): void {
  const to: { [port: string]: string } = {}
  for (const { value, to: number } of row.routes) to[value] = bot.id(number)
  if (to.error === undefined) {
    const end = partId(id, 'failed')
    to.error = bot.crash === null || bot.crash === row.number ? end : bot.id(bot.crash)
    if (to.error === end) piece.set(end, { kind: 'end', outcome: 'error' })
  }
  const input = inputOf(row, bot)
  const save = saveOf(row, bot)
  const node = {
    kind: 'action',
    action: row.command,
    ...(Object.keys(input).length === 0 ? {} : { input }),
    ...(Object.keys(save).length === 0 ? {} : { save }),
    decision: row.decision,
    to,
  } as const
  // Before its end, if it has one: the first node is where the row begins.
  const rest = [...piece].filter(([each]) => each === partId(id, 'failed'))
  for (const [each] of rest) piece.delete(each)
  piece.set(id, node)
  for (const [each, end] of rest) piece.set(each, end)
}

/** What the script gets: its parameters, answers by number, and the globals of the row. */
function inputOf(row: ActionRow, bot: Bot): { [name: string]: string } {
  const input = givenInput(row, bot)
  for (const [name, value] of Object.entries(row.parameters)) input[name] = bot.logic(row, 'parameters', value)
  return input
}

/** What the script gets besides its parameters. */
function givenInput(row: ActionRow, bot: Bot): { [name: string]: string } {
  const input: { [name: string]: string } = {}
  for (const global of row.variables) {
    const variable = bot.globals.variable(global)
    if (variable !== null) input[global] = seen(variable, bot.globals)
  }
  for (const { name, node } of row.nodeInput) {
    const source = bot.rows.get(node)
    if (source?.type !== 'D') continue
    const variable = bot.answerVariable(source)
    const unknown = source.asset?.kind === 'file' ? 'cancel' : 'None'
    input[name] = seen(variable, bot.globals).replace("'None'", `'${unknown}'`)
  }
  return input
}

/** An output sets the global of its name by itself, unless the variable is called something else. */
function saveOf(row: ActionRow, bot: Bot): { [variable: string]: string } {
  return Object.fromEntries(
    row.variables.flatMap((global) => {
      const variable = bot.globals.variable(global)
      return variable === null || variable === global.toLowerCase() ? [] : [[variable, `outputs.${global}`]]
    }),
  )
}
