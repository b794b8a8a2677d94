/** Actions as files of the document: what they are called, where they are used, and what a new one says. */
import { plainName } from '../app/plain-name.ts'
import type { FlowFile, NodeFile } from '../source/flow-file.ts'
import type { SourceStore } from '../source/store.ts'

export type ActionLanguage = 'typescript' | 'python'

export interface ActionFile {
  /** What nodes call it by. */
  readonly name: string
  readonly path: string
  readonly language: ActionLanguage
}

const extensions: { readonly [language in ActionLanguage]: string } = { typescript: 'ts', python: 'py' }

export const actionPath = (name: string, language: ActionLanguage): string => `actions/${name}.${extensions[language]}`

/** The actions among the document's paths, sorted by name. What other actions share is none. */
export function actionsOf(paths: readonly string[]): readonly ActionFile[] {
  return paths
    .flatMap((path): readonly ActionFile[] => {
      const [, name = '', extension] = /^actions\/([^/]+)\.(ts|py)$/.exec(path) ?? []
      if (name === '' || name.endsWith('.test') || name.endsWith('.d')) return []
      if (extension === 'ts') return [{ name, path, language: 'typescript' }]
      const isShared = name.startsWith('_') || name.startsWith('test_') || name.endsWith('_test')
      return isShared ? [] : [{ name, path, language: 'python' }]
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
}

const names: { readonly [language in ActionLanguage]: RegExp } = {
  typescript: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  python: /^(?:[A-Z][A-Za-z0-9]*|[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*)$/,
}

/** What is wrong with a name, or `null`. */
export function nameFault(
  name: string,
  language: ActionLanguage,
  others: readonly string[],
): 'empty' | 'form' | 'long' | 'taken' | null {
  if (name === '') return 'empty'
  if (name.length > 64) return 'long'
  if (!names[language].test(name)) return 'form'
  return others.includes(name) ? 'taken' : null
}

/** The name that some words come to, `Send receipt` → `send-receipt`; one that may be had stays as it is. */
export const nameFrom = (words: string, language: ActionLanguage): string =>
  names[language].test(words) ? words : plainName(words, '-')

/** A name like this one that nobody has yet. */
export function freeName(name: string, others: readonly string[]): string {
  for (let count = 1; ; count += 1) {
    const tried = count === 1 ? name : `${name}-${count}`
    if (!others.includes(tried)) return tried
  }
}

/** A node that runs the action. */
export interface ActionUse {
  readonly flow: string
  readonly node: string
}

const runs = (node: NodeFile, name: string): boolean => node.kind === 'action' && node.action === name

function usesOf(name: string, flows: readonly (readonly [flow: string, file: FlowFile])[]): readonly ActionUse[] {
  return flows.flatMap(([flow, file]) =>
    Object.entries(file.nodes).flatMap(([node, source]) => (runs(source, name) ? [{ flow, node }] : [])),
  )
}

/** The flow with another action in the place of this one; the same flow where it is not used. */
function withAction(file: FlowFile, from: string, to: string): FlowFile {
  const changed = Object.entries(file.nodes).filter(([, node]) => runs(node, from))
  if (changed.length === 0) return file
  const nodes = Object.fromEntries(changed.map(([id, node]) => [id, { ...node, action: to }]))
  return { ...file, nodes: { ...file.nodes, ...nodes } }
}

const flowsIn = (store: SourceStore): readonly (readonly [string, FlowFile])[] =>
  store.flowNames.flatMap((name) => {
    const file = store.flow(name)
    return file === undefined ? [] : [[name, file] as const]
  })

export const usesIn = (store: SourceStore, name: string): readonly ActionUse[] => usesOf(name, flowsIn(store))

export const samplePath = (name: string): string => `tests/samples/${name}.json`

/** Gives an action another name, everywhere, as one step back. */
export function renameAction(store: SourceStore, { name, path, language }: ActionFile, to: string): void {
  const text = store.text(path)
  if (text === undefined) return
  const sample = store.text(samplePath(name))
  store.transact(() => {
    store.putText(actionPath(to, language), text)
    store.putText(path, null)
    if (sample !== undefined) {
      store.putText(samplePath(to), sample)
      store.putText(samplePath(name), null)
    }
    for (const flow of store.flowNames) store.editFlow(flow, (file) => withAction(file, name, to))
  })
}

/** Removes an action; nodes that run it run `replacement` from now on, or are left as they are. */
export function removeAction(store: SourceStore, { name, path }: ActionFile, replacement: string | null): void {
  store.transact(() => {
    if (replacement !== null)
      for (const flow of store.flowNames) store.editFlow(flow, (file) => withAction(file, name, replacement))
    store.putText(path, null)
    store.putText(samplePath(name), null)
  })
}

/** `users-track` → `UsersTrack`. */
const className = (name: string): string =>
  name.replace(/(?:^|[-_])([a-z0-9])/g, (_, first: string) => first.toUpperCase())

/** What a new action says that is made of no endpoint. */
export function plainAction(name: string, language: ActionLanguage): string {
  return language === 'typescript' ? plainTypescript : plainPython(className(name))
}

const plainTypescript = `import { defineAction, success, z } from '@parley/actions'

export default defineAction({
  // What the flow passes in. The compiler checks every node that uses this action against it.
  input: z.object({ email: z.email() }),
  // Besides success and error, which always exist: each is a port of the flow's node.
  outcomes: ['unknown'],
  // What it hands back to the flow.
  outputs: z.object({ greeting: z.string() }),

  async execute({ payload, log }) {
    log.info('asked for', payload.email)
    if (!payload.email.endsWith('@example.com')) return { outcome: 'unknown' }
    return success({ greeting: 'Nice to see you again!' })
  },
})
`

const plainPython = (name: string): string => `class ${name}:
    # How long it may take; 10s when nothing is said, 60s at most.
    timeout = '10s'

    def execute(self, log, payload=None, context=None):
        log('asked for {}'.format(payload['email']))
        if not payload['email'].endswith('@example.com'):
            # Any text is an outcome, and so a port of the flow's node.
            return {'success': 'false'}
        # Lower-case names are outputs; an upper-case one sets the variable of that name.
        return {'success': 'true', 'greeting': 'Nice to see you again!'}
`
