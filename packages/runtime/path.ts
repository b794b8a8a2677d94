/**
 * The way of one turn through the flows, as `parley.visit` keeps it for reports: places and ports, nothing that anybody said.
 *
 * One piece a line, in the order in which they happened:
 *
 *     main/email              entered
 *     main/email>next         left by a port
 *     main/email~             left without one: by the menu, a resume, what was meant, or because a flow that called its flow went on
 *     main/email.             the conversation, or this flow of it, ended here
 *     main/email!             the conversation was given up while it stood here
 *     main/help(              the same of a node whose called flow it stood in
 *     main/email^             taken up again here, `)` of a node whose called flow it stood in
 *     main/email<             back at it, from a flow that answered beside the question
 *     main/track*timeout      what was waited for here ended in an error of this kind
 *
 * So every entry has one exit, or the conversation is still there: entered = left + ended + given up - taken up again + there.
 */
import type { State, Visit } from '@parley/flow'

/** The pieces of a turn; empty when it went nowhere. `before` and `after`: the state around it. */
export function pathOf(before: State, trail: readonly Visit[], after: State): string {
  const resumed = before.phase.kind === 'abandoned' && (after.phase.kind !== 'abandoned' || trail.length > 0)
  const isOver = before.phase.kind === 'ended' || (before.phase.kind === 'abandoned' && !resumed)
  if (isOver || (trail.length === 0 && !resumed && after.phase === before.phase)) return ''
  const names = before.phase.kind === 'new' ? [] : standing(before)
  let path = resumed ? noted(names, '^', ')') : ''
  for (const visit of trail) path += followed(names, visit)
  // Whatever ends it: the place itself is the last piece.
  if (after.phase.kind === 'ended') path += noted(names, '.', '.')
  if (after.phase.kind === 'abandoned') path += noted(names, '!', '(')
  return path.slice(1)
}

/** The pieces of a conversation that was put elsewhere without a step. */
export function movedPath(before: State, after: State): string {
  const [from, to] = [standing(before), standing(after)]
  let same = 0
  while (same < from.length && from[same] === to[same]) same += 1
  const left = from.slice(same).reverse()
  return [...left.map((name) => `${name}~`), ...to.slice(same)].join('\n')
}

/** The nodes it stands at, outermost flow first. */
function standing({ frames, flow, node }: State): string[] {
  const here = nameOf(flow, node)
  return frames.length === 0 ? [here] : [...frames.map((frame) => nameOf(frame.flow, frame.node)), here]
}

const nameOf = (flow: string, node: string): string => `${flow}/${node}`

/** What one visit adds; `names`, where the conversation stands, follows it. Every turn of everybody comes through here. */
function followed(names: string[], visit: Visit): string {
  switch (visit.kind) {
    case 'enter': {
      const name = nameOf(visit.flow, visit.node)
      names.push(name)
      return `\n${name}`
    }
    case 'leave': {
      const name = nameOf(visit.flow, visit.node)
      let path = ''
      // A flow that was called ended: its node calls nobody back.
      while (names.length > 1 && names.at(-1) !== name) path += `\n${names.pop()}.`
      names.pop()
      return `${path}\n${name}>${visit.port}`
    }
    case 'go': {
      let path = ''
      while (names.length > visit.depth) path += `\n${names.pop()}~`
      return path
    }
    case 'fail':
      return `\n${nameOf(visit.flow, visit.node)}*${visit.error}`
    case 'return': {
      const name = nameOf(visit.flow, visit.node)
      let path = ''
      while (names.length > 1 && names.at(-1) !== name) path += `\n${names.pop()}.`
      return `${path}\n${name}<`
    }
    case 'rate':
    case 'digress':
    case 'understand':
    case 'fill':
    case 'correct':
      return ''
  }
}

/** Of the place itself, and of the nodes that called its flow. */
function noted(names: readonly string[], mark: string, callers: string): string {
  const last = names.length - 1
  return names.map((name, index) => `\n${name}${index === last ? mark : callers}`).join('')
}
