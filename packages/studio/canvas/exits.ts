import type { NodeFile } from '../source/flow-file.ts'
import type { Port } from '../worker/protocol.ts'
import { viewOf } from './kind-view.ts'

/** A port as the canvas shows it. */
export interface Exit {
  readonly name: string
  /** Id of the node that follows; absent: it leads nowhere. */
  readonly to?: string
  /** Whether it must lead somewhere. */
  readonly required: boolean
  /** It leads somewhere and the node has no such port any more. */
  readonly stray: boolean
}

/** More rows than this make a card taller than people read; ports that lead nowhere and need not are then left out. */
const mostShown = 12

/** The ports of a node in order: those that the compiler found (`known`), else a guess; then edges of ports that are none. */
export function exitsOf(file: NodeFile, known: readonly Port[] | undefined): readonly Exit[] {
  const to = file.to ?? {}
  const guess = (): readonly Port[] => (viewOf(file)?.ports(file) ?? []).map((name) => ({ name, required: false }))
  const ports = known ?? guess()
  const exits: Exit[] = ports.map(({ name, required }) => exit(name, to[name], required, false))
  const names = new Set(ports.map(({ name }) => name))
  for (const [name, target] of Object.entries(to))
    if (!names.has(name)) exits.push(exit(name, target, false, known !== undefined))
  return exits
}

function exit(name: string, target: string | undefined, required: boolean, stray: boolean): Exit {
  return target === undefined ? { name, required, stray } : { name, to: target, required, stray }
}

/** Exits that every node of some kinds has and that few flows use. Until they lead somewhere they stand only in the list of exits. */
const aside: ReadonlySet<string> = new Set([
  'reply',
  'unavailable',
  'cancel',
  'empty',
  'corrected',
  'unknown',
  'answered',
])

const isAside = ({ name, to, required }: Exit): boolean => aside.has(name) && to === undefined && !required

/** The exits of a card; without those that are not used here. */
export const usualExits = (exits: readonly Exit[]): readonly Exit[] => exits.filter((exit) => !isAside(exit))

/** The exits that fit on the card, and how many do not. */
export function shownExits(all: readonly Exit[]): { readonly shown: readonly Exit[]; readonly more: number } {
  const exits = usualExits(all)
  if (exits.length <= mostShown) return { shown: exits, more: 0 }
  let room = mostShown - exits.filter(({ required, to }) => required || to !== undefined).length
  const shown = exits.filter(({ required, to }) => {
    if (required || to !== undefined) return true
    room -= 1
    return room >= 0
  })
  return { shown, more: exits.length - shown.length }
}

/** The port that a new follower is joined to: the first that must lead somewhere and does not, else the first that does not. */
export function freeExit(exits: readonly Exit[]): string | undefined {
  const free = usualExits(exits).filter(({ to }) => to === undefined)
  return (free.find(({ required }) => required) ?? free[0])?.name
}
