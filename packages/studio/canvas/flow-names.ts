/** Flows as files of a solution: new, renamed, copied, removed. */
import { emptyFlow, type FlowFile } from '../source/flow-file.ts'
import type { SourceStore } from '../source/store.ts'
import { freeId } from './edit.ts'

/** What flows may be called. */
export const flowNameForm = /^[a-z][a-z0-9_]{0,63}$/

type Source = Pick<
  SourceStore,
  'flow' | 'flowNames' | 'paths' | 'text' | 'putFlow' | 'putText' | 'editFlow' | 'transact'
>

/** Where a flow is called from. */
export interface Use {
  readonly flow: string
  readonly node: string
}

export function usesOf(source: Pick<Source, 'flow' | 'flowNames'>, name: string): readonly Use[] {
  return source.flowNames.flatMap((flow) =>
    Object.entries(source.flow(flow)?.nodes ?? {}).flatMap(([node, { kind, flow: called }]) =>
      kind === 'call' && called === name && flow !== name ? [{ flow, node }] : [],
    ),
  )
}

/** The flow that conversations begin with, as `solution.ts` says it. */
export function startOf(source: Pick<Source, 'text'>): string | null {
  return startPattern.exec(source.text('solution.ts') ?? '')?.[3] ?? null
}

const startPattern = /(\bstart\s*:\s*)(['"`])([a-z]\w*)\2/

/** Adds an empty flow and answers with its name. */
export function addFlow(source: Source, wanted = 'flow', file: FlowFile = emptyFlow): string {
  const name = freeId(wanted, (each) => source.flowNames.includes(each))
  source.putFlow(name, file)
  return name
}

export function copyFlow(source: Source, name: string): string | null {
  const file = source.flow(name)
  return file === undefined ? null : addFlow(source, name, file)
}

/**
 * Renames a flow; calls of it, its translations and `start` follow.
 *
 * @param mayEditCode whether `solution.ts` may be changed
 * @returns what did not follow: `start`, when conversations still begin with the old name
 */
export function renameFlow(source: Source, from: string, to: string, mayEditCode: boolean): 'done' | 'start-stays' {
  const file = source.flow(from)
  if (file === undefined || from === to || !flowNameForm.test(to) || source.flowNames.includes(to)) return 'done'
  const isStart = startOf(source) === from
  source.transact(() => {
    const callers = new Set(usesOf(source, from).map(({ flow }) => flow))
    source.putFlow(to, withCalls(file, from, to))
    source.putFlow(from, null)
    for (const caller of callers) source.editFlow(caller, (flow) => withCalls(flow, from, to))
    for (const path of source.paths) {
      const text = source.text(path) ?? ''
      const renamed = /^texts\/[^/]+\.ya?ml$/.test(path)
        ? text.replace(new RegExp(`^(["']?)${from}\\1:`, 'm'), `${to}:`)
        : path === 'solution.ts' && isStart && mayEditCode
          ? text.replace(startPattern, (_, before: string, quote: string) => `${before}${quote}${to}${quote}`)
          : text
      if (renamed !== text) source.putText(path, renamed)
    }
  })
  return isStart && !mayEditCode ? 'start-stays' : 'done'
}

function withCalls(flow: FlowFile, from: string, to: string): FlowFile {
  const calls = Object.entries(flow.nodes).filter(([, node]) => node.kind === 'call' && node.flow === from)
  if (calls.length === 0) return flow
  return {
    ...flow,
    nodes: { ...flow.nodes, ...Object.fromEntries(calls.map(([id, node]) => [id, { ...node, flow: to }])) },
  }
}
