import { z } from 'zod'
import type { Expression } from '../expression.ts'
import type { NodeBuild } from '../node-build.ts'
import { edges, meta, note } from './edges.ts'
import { leave, type NodeKind } from './node.ts'

export const branchSource = z.strictObject({
  kind: z.literal('branch'),
  cases: z
    .array(
      z.strictObject({
        when: z.string().meta({ description: 'CEL; true takes the port.' }),
        port: z.string().meta({ description: 'By which the conversation leaves then.' }),
      }),
    )
    .min(1)
    .max(100)
    .meta({ description: 'Asked one after the other; the first that holds counts.' }),
  to: edges,
  note,
  meta,
})
type BranchSource = z.infer<typeof branchSource>

export interface BranchBody {
  readonly kind: 'branch'
  readonly cases: readonly { readonly when: Expression; readonly port: string }[]
}

export const branch: NodeKind<BranchSource, BranchBody> = {
  source: branchSource,
  ports: (source) => ({ required: [...new Set([...source.cases.map((each) => each.port), 'else'])] }),
  compile(source, build) {
    const cases = source.cases.map((each, index) => ({
      when: build.logic(each.when, ['cases', index, 'when'], 'condition'),
      port: each.port,
    }))
    checkTaken(source, cases, build)
    return { kind: 'branch', cases }
  },
  pauses: () => false,
  known: (body, port) => provedBy(body, port),
  enter(body, turn) {
    // A condition that fails does not match: the conversation goes on by the next case.
    const taken = body.cases.find((each) => each.when.evaluate(turn) === true)
    return leave(taken?.port ?? 'else')
  },
}

/** Warns of cases that never count: those that say what one before them says, never hold, or come after one that always does. */
function checkTaken(source: BranchSource, cases: BranchBody['cases'], build: NodeBuild): void {
  const seen = new Map<string, number>()
  let always: number | null = null
  for (const [index, { when }] of cases.entries()) {
    const words = (source.cases[index]?.when ?? '').replace(/\s+/g, ' ').trim()
    const constant = when.outline.kind === 'constant' ? when.outline.value : null
    const before = seen.get(words)
    const reason =
      always !== null
        ? `Case ${always + 1} always holds, so that this one never counts.`
        : before !== undefined
          ? `Case ${before + 1} has the same condition, so that this one never counts.`
          : constant === false
            ? 'This never holds.'
            : null
    if (reason !== null)
      build.problem('never-taken', ['cases', index, 'when'], reason, 'Change the condition, or remove the case.')
    if (constant === true) always ??= index
    if (before === undefined) seen.set(words, index)
  }
  if (always !== null)
    build.problem(
      'never-taken',
      ['to', 'else'],
      `Case ${always + 1} always holds, so that "else" is never taken.`,
      'Change that condition, or lead the edge to this node straight to where the case leads.',
    )
}

/** Names that are known when it is left by the port, whichever of its cases it was. */
function provedBy({ cases }: BranchBody, port: string): readonly string[] {
  const ways: ReadonlySet<string>[] = []
  const before = new Set<string>()
  for (const { when, port: own } of cases) {
    if (own === port) ways.push(new Set([...before, ...when.proof.held]))
    for (const name of when.proof.failed) before.add(name)
  }
  if (port === 'else') ways.push(before)
  const [first, ...others] = ways
  return [...(first ?? [])].filter((name) => others.every((each) => each.has(name)))
}
