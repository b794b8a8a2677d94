/**
 * Nodes that Pypestream has nothing for. They go out as an action node that carries them, `ParleyBranch { "id", "node" }`, and
 * come in as they were.
 */
import { idForm } from '../id.ts'
import { isNodeKind } from '../nodes/index.ts'
import type { Values } from '../value.ts'
import { type VariableType, variableTypes } from '../variable.ts'
import type { ActionPiece } from './action.ts'
import type { Bot } from './bot.ts'
import { routeWord } from './naming.ts'
import type { Draft } from './piece.ts'
import type { ActionRow } from './row.ts'

const prefix = 'Parley'

function nodeIn({ parameters }: ActionRow): Values | null {
  const { node } = parameters
  return typeof node === 'object' && node !== null && !Array.isArray(node) ? (node as Values) : null
}

/** Whether the row carries a node. */
export function isRestored(row: ActionRow): boolean {
  const kind = nodeIn(row)?.kind
  return row.command.startsWith(prefix) && isNodeKind(kind) && row.command === commandOf(kind)
}

/** The id that the carried node had. */
export function restoredId(row: ActionRow): string | null {
  const { id } = row.parameters
  return isRestored(row) && typeof id === 'string' && idForm.test(id) ? id : null
}

/** Types that the carried node needs its variables to have, by global. */
export function restoredTypes(row: ActionRow): readonly (readonly [global: string, type: VariableType])[] {
  const { types } = row.parameters
  if (!isRestored(row) || typeof types !== 'object' || types === null) return []
  return Object.entries(types).flatMap(([global, type]) => {
    const known = variableTypes.find((each) => each === type)
    return known === undefined ? [] : [[global, known] as const]
  })
}

export function commandOf(kind: string): string {
  return `${prefix}${kind.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())}`
}

/** The words of a router for ports, each once. */
export function routesOf(ports: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>()
  return new Map(
    ports.map((port) => {
      const word = routeWord(port.replace(/[.-]/g, '_'))
      let route = word
      for (let more = 2; taken.has(route); more++) route = `${word}_${more}`
      taken.add(route)
      return [port, route]
    }),
  )
}

export function restoredPiece(row: ActionRow, bot: Bot): ActionPiece {
  const id = bot.id(row.number)
  const { kind, ports, ...settings } = nodeIn(row) ?? {}
  const names = Array.isArray(row.parameters.ports)
    ? row.parameters.ports.map(String)
    : row.routes.map(({ value }) => value)
  const to: { [port: string]: string } = {}
  for (const [port, route] of routesOf(names)) {
    const found = row.routes.find(({ value }) => value === route)
    if (found !== undefined) to[port] = bot.id(found.to)
  }
  const node = { kind, ...settings, ...(kind === 'end' ? {} : { to }) } as Draft
  return { piece: new Map([[id, node]]), runs: false, taken: [] }
}
