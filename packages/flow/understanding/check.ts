/** What is wrong with entities, corrections and digressions of a flow as a whole. */
import type { NodeUses } from '../analysis/unset.ts'
import type { FlowFacts } from '../flow-facts.ts'
import { suggest } from '../nearest.ts'
import type { NodeSource } from '../nodes/index.ts'
import type { Path } from '../path.ts'
import type { Report } from '../report.ts'
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
