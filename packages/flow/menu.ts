/**
 * The persistent menu: ways that a person may take at any time, whatever they were asked.
 *
 * FP1 at a question and at a `wait`, the choice `menu.<id>` leads to the item's node
 * FP2 inside a called flow without a menu of its own, the menu of the flow that called it holds; its items give up the call
 * FP3 the state shows the menu as it is now, nothing once the conversation is over
 */
import { z } from 'zod'
import type { Said } from './event.ts'
import { choiceIdForm } from './id.ts'
import type { TopBuild } from './node-build.ts'
import type { Move } from './nodes/node.ts'
import { type Enclosing, findOutward } from './outward.ts'
import type { Scope } from './scope.ts'
import type { Phase } from './state.ts'
import type { Text } from './template.ts'
import type { Turn } from './turn.ts'

export const menuSource = z
  .array(
    z.strictObject({
      id: z.string().meta({ description: 'Picked as the choice "menu.<id>".' }),
      label: z.string().min(1).max(200).meta({ description: 'Liquid; what the person reads.' }),
      to: z.string().meta({ description: 'Id of the node that follows.' }),
    }),
  )
  .min(1)
  .max(20)

/** One way of a flow's menu. */
export interface MenuEntry {
  /** As it is picked, `menu.help`. */
  readonly id: string
  readonly label: Text
  readonly to: string
}

/** What a person sees of it. */
export interface MenuItem {
  /** What comes back as a choice. */
  readonly id: string
  readonly label: string
}

export function compileMenu(source: z.infer<typeof menuSource> | undefined, build: TopBuild): readonly MenuEntry[] {
  const ids = source?.map(({ id }) => id) ?? []
  return (source ?? []).map(({ id, label, to }, index) => {
    const path = ['menu', index, 'id']
    if (!choiceIdForm.test(id))
      build.problem('bad-id', path, `The id "${id}" is not an id.`, 'Use letters, digits, "_" and "-".')
    else if (ids.indexOf(id) !== index)
      build.problem('bad-menu', path, `Two items have the id "${id}".`, 'Give each item its own id.')
    return { id: `menu.${id}`, label: build.plain(label, ['menu', index, 'label']), to }
  })
}

const nothing: readonly MenuItem[] = []

/** Where a person may walk away: a running action's result would be lost, and an agent is not left standing. */
const open: ReadonlySet<Phase['kind']> = new Set(['answer', 'time', 'event'])

/** The move that a pick from the menu makes; `null` when what was said is none. FP1 */
export function pickFromMenu(turn: Turn, said: Said): Move | null {
  if (said.kind !== 'choice' || !said.choice.startsWith('menu.') || !open.has(turn.phase.kind)) return null
  const found = findMenu(turn)
  const entry = found?.flow.menu.find(({ id }) => id === said.choice)
  if (found === null || entry === undefined) return null
  turn.hear({ kind: 'choice', text: entry.label.render(scopeIn(turn, found)), choice: entry.id }, entry.label.sensitive)
  return { kind: 'go', to: entry.to, within: found }
}

/** FP3 */
export function settleMenu(turn: Turn): void {
  if (turn.flow.menu.length === 0 && turn.frames.length === 0 && turn.menu.length === 0) return
  const found = turn.ending === null && turn.phase.kind !== 'new' ? findMenu(turn) : null
  if (found === null) {
    if (turn.menu.length > 0) turn.menu = nothing
    return
  }
  const scope = scopeIn(turn, found)
  const items = found.flow.menu.map(({ id, label }) => ({ id, label: label.render(scope) }))
  const same = items.length === turn.menu.length && items.every((item, index) => isSame(item, turn.menu[index]))
  if (!same) turn.menu = items
}

function isSame(item: MenuItem, other: MenuItem | undefined): boolean {
  return item.id === other?.id && item.label === other.label
}

/** FP2 */
function findMenu({ program, flow, frames }: Turn): Enclosing | null {
  return findOutward(program, { flow: flow.name, frames }, (each) => each.menu.length > 0)
}

/** What the texts of a flow that the conversation is in see. */
export function scopeIn(turn: Turn, { flow, frame }: Enclosing): Scope {
  return frame === null ? turn : turn.scopeOf(flow, frame)
}
