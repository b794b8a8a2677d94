import type { SourceStore } from '../source/store.ts'
import { recordPath, textsLanguage } from '../texts/texts-paths.ts'
import { renameVariable } from '../variables/rename-variable.ts'
import { hasOwnVariable, renameNode } from './rename-node.ts'

const textsPaths = (store: SourceStore): readonly string[] => store.paths.filter((path) => textsLanguage(path) !== null)

/** A node under another id, in its flow and in all translations, with the variable that is its own. One step back. */
export async function renameNodeEverywhere(store: SourceStore, flow: string, from: string, to: string): Promise<void> {
  const paths = textsPaths(store)
  // Only who has translations loads what reads them.
  const texts = paths.length === 0 ? null : await import('../texts/rename-texts.ts')
  store.transact(() => {
    const file = store.flow(flow)
    store.editFlow(flow, (before) => renameNode(before, flow, from, to))
    if (file !== undefined && hasOwnVariable(file, from))
      for (const name of store.flowNames) store.editFlow(name, (before) => renameVariable(before, name, flow, from, to))
    if (texts === null) return
    for (const path of paths) {
      const file = store.text(path) ?? ''
      const moved = texts.renameNodeIn(file, flow, from, to)
      const renamed = texts.renameNameIn(moved, flow, ['results', from], ['results', to])
      if (renamed !== file) store.putText(path, renamed)
    }
    const record = store.text(recordPath)
    if (record !== undefined) store.putText(recordPath, texts.renameInRecord(record, flow, from, to))
  })
}

/** A variable under another name: in its flow, in flows that call it, in all translations. One step back. */
export async function renameVariableEverywhere(
  store: SourceStore,
  flow: string,
  from: string,
  to: string,
): Promise<void> {
  const paths = textsPaths(store)
  const texts = paths.length === 0 ? null : await import('../texts/rename-texts.ts')
  store.transact(() => {
    for (const name of store.flowNames) store.editFlow(name, (file) => renameVariable(file, name, flow, from, to))
    if (texts === null) return
    for (const path of paths) {
      const file = store.text(path) ?? ''
      const renamed = texts.renameNameIn(file, flow, [from], [to])
      if (renamed !== file) store.putText(path, renamed)
    }
  })
}
