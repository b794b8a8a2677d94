/** What is wrong with entities, corrections and digressions of a flow as a whole. */
import type { NodeUses } from '../analysis/unset.ts'
import type { FlowFacts } from '../flow-facts.ts'
import { suggest } from '../nearest.ts'
import type { NodeSource } from '../nodes/index.ts'
import type { Path } from '../path.ts'
import type { Report } from '../report.ts'
import { wayOf } from '../way.ts'
import { builtInEntities } from './entity.ts'
import { slotOf } from './slot.ts'

export function checkEntities({ variables, around }: FlowFacts, report: Report): void {
  const known = [...builtInEntities, ...around.entities]
  for (const [name, { slot }] of variables) {
    if (slot === null || known.includes(slot.type)) continue
    report.add(
      'unknown-entity',
      ['variables', name, 'entity'],
      `There is no entity "${slot.type}".`,
      `Add it to the solution's files of understanding, or name one that exists. ${suggest(slot.type, known)}`,
    )
  }
}

/** Warns of intents that nobody will ever be taken to mean. */
export function checkSilent({ head, nodes, around: { silent } }: FlowFacts, report: Report): void {
  if (silent.size === 0) return
  const check = (intent: string, path: Path) => {
    if (!silent.has(intent)) return
    report.add(
      'unreachable-intent',
      path,
      `Nothing is ever taken for "${intent}": it has no phrases.`,
      'Add phrases that mean it to nlu/intents.yaml, or remove it here.',
    )
  }
  for (const intent of Object.keys(head.understanding?.intents ?? {}))
    check(intent, ['understanding', 'intents', intent])
  for (const [id, node] of nodes)
    if (node.kind === 'understand')
      for (const [index, { intent }] of node.intents.entries()) check(intent, ['nodes', id, 'intents', index, 'intent'])
}

/** Flows that can be run beside each other at once. FU13 */
const longestRing = 4
/** A solution with more ways than that has other worries. */
const mostWays = 10_000

/** Warns of flows that answer each other in a ring. FU13 */
export function checkRings({ name, head, around: { digressions } }: FlowFacts, report: Report): void {
  for (const [intent, { flow }] of Object.entries(head.understanding?.intents ?? {})) {
    // The flow itself is an error of its own.
    const ring = flow === undefined || flow === name ? null : wayBack(flow, name, digressions)
    if (ring === null) continue
    report.add(
      'digression-ring',
      ['understanding', 'intents', intent, 'flow'],
      `These flows answer each other in a ring: ${wayOf([name, ...ring].map((each) => `"${each}"`))}. Where the ring closes, the question that waits there is taken up again, and what answered it is given up.`,
      'Lead one of the intents to a node with "to", or leave it out where its flow runs already.',
    )
  }
}

/** The shortest way from one flow to another, both included. */
function wayBack(from: string, to: string, ways: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const met = new Set([from])
  let left = mostWays
  let fringe: readonly (readonly string[])[] = [[from]]
  for (let length = 2; length <= longestRing && fringe.length > 0; length += 1) {
    const further: (readonly string[])[] = []
    for (const way of fringe)
      for (const next of ways.get(way.at(-1) ?? '') ?? []) {
        if (next === to) return [...way, next]
        left -= 1
        if (left === 0) return null
        if (!met.has(next)) further.push([...way, next])
        met.add(next)
      }
    fringe = further
  }
  return null
}

/** Nodes that come to something by what they read, so that they have to be gone through again. */
const comesToSomething: ReadonlySet<string> = new Set<NodeSource['kind']>(['set', 'action', 'call'])

/** Warns of variables that can be corrected after something was worked out from them, where nobody hears of it. FU16 */
export function checkCorrections(
  { head, nodes, variables }: FlowFacts,
  parts: readonly (NodeUses & { readonly source: NodeSource })[],
  report: Report,
): void {
  if (head.understanding?.corrections !== true) return
  const askers = new Map<string, { readonly id: string; readonly told: boolean }>()
  for (const [id, node] of nodes)
    if (node.kind === 'ask' && !askers.has(node.variable))
      askers.set(node.variable, { id, told: Object.hasOwn(node.to, 'corrected') })
  const warned = new Set<string>()
  for (const { source, reads } of parts) {
    if (!comesToSomething.has(source.kind)) continue
    for (const { variable } of reads) {
      const asker = askers.get(variable)
      if (asker === undefined || asker.told || warned.has(variable) || slotOf(variables.get(variable)) === null)
        continue
      warned.add(variable)
      report.add(
        'stale-value',
        ['nodes', asker.id, 'to'],
        `"${variable}" may be corrected after something was worked out from it, which would not follow.`,
        'Lead the port "corrected" to where that is worked out again.',
      )
    }
  }
}
