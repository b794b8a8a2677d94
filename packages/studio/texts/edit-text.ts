/** Edits of texts: of originals in their flows, of translations in their files. Each is one step back. */
import { type TextPlace, writeTexts } from '@parley/flow/write-texts'
import { setAt } from '../fields/path.ts'
import type { FlowFile, NodeFile } from '../source/flow-file.ts'
import type { SourceStore } from '../source/store.ts'
import { readRecord, remember } from './record.ts'
import type { Row } from './rows.ts'
import { recordPath, textsLanguage, textsPath } from './texts-paths.ts'

const pathOf = (store: SourceStore, language: string): string =>
  store.paths.find((path) => textsLanguage(path) === language) ?? textsPath(language)

/**
 * Puts a translation into its file, where the flow's order has it; an empty one is taken out. It is remembered which original it was made
 * of.
 *
 * @throws Error when the file cannot be written so that it reads as it should
 */
export function putTranslation(
  store: SourceStore,
  row: Row,
  language: string,
  text: string,
  order: readonly TextPlace[],
): void {
  const translation = text.trim() === '' ? null : text
  const path = pathOf(store, language)
  const before = store.text(path) ?? ''
  const { flow, node, key } = row
  const after = writeTexts(before, [{ flow, node, key, translation }], order)
  const record = remember(readRecord(store.text(recordPath)), language, row.id, row.original, translation)
  store.transact(() => {
    store.putText(path, after)
    store.putText(recordPath, record)
  })
}

/** The translation is still right although its original has changed. */
export function confirmTranslation(store: SourceStore, row: Row, language: string): void {
  const { text = '' } = row.cells[language] ?? {}
  store.putText(recordPath, remember(readRecord(store.text(recordPath)), language, row.id, row.original, text))
}

/** Changes a text in its flow. */
export function putOriginal(store: SourceStore, row: Row, text: string): void {
  const { flow, node, path, use } = row
  if (flow === null) return
  const value =
    use === 'typed'
      ? text
          .split(',')
          .map((word) => word.trim())
          .filter((word) => word !== '')
      : text
  if (node === null) store.editFlow(flow, (file) => setAt(file, path, value) as FlowFile)
  else store.editNode(flow, node, (file) => setAt(file, path, value) as NodeFile)
}

/** Begins a language: an empty file that says what it is. */
export function addLanguage(store: SourceStore, language: string, name: string): void {
  const path = textsPath(language)
  if (store.text(path) === undefined) store.putText(path, `# ${name}\n`)
}
