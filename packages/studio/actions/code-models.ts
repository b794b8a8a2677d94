import type * as Monaco from 'monaco-editor'
import type { SourceStore } from '../source/store.ts'
import { type MonacoModule, solutionRoot } from './monaco.ts'
import { bindText } from './text-binding.ts'

/** The code of the document in the editor: every file has a model, so that one file knows what another exports. */
export interface CodeModels {
  /** `null`: there is no such file. */
  find(path: string): Monaco.editor.ITextModel | null
  close(): void
}

const languages: readonly (readonly [RegExp, string])[] = [
  [/\.m?ts$/, 'typescript'],
  [/\.m?js$/, 'javascript'],
  [/\.py$/, 'python'],
  [/\.json$/, 'json'],
]
const without = /^(?:flows|texts|tests|nlu)\//

export const codeLanguage = (path: string): string | null =>
  without.test(path) ? null : (languages.find(([pattern]) => pattern.test(path))?.[1] ?? null)

export function createCodeModels(monaco: MonacoModule, store: SourceStore): CodeModels {
  interface Held {
    readonly shared: object
    readonly model: Monaco.editor.ITextModel
    readonly end: () => void
  }
  const held = new Map<string, Held>()

  const drop = (path: string): void => {
    const found = held.get(path)
    held.delete(path)
    found?.end()
    found?.model.dispose()
  }

  const follow = (): void => {
    for (const path of [...held.keys()]) if (store.shared(path) === undefined) drop(path)
    for (const path of store.paths) {
      const language = codeLanguage(path)
      const shared = store.shared(path)
      if (language === null || shared === undefined || held.get(path)?.shared === shared) continue
      // The file was put anew: it is another shared text.
      drop(path)
      const uri = monaco.Uri.parse(`${solutionRoot}${path}`)
      monaco.editor.getModel(uri)?.dispose()
      const model = monaco.editor.createModel(shared.toString(), language, uri)
      model.setEOL(monaco.editor.EndOfLineSequence.LF)
      held.set(path, { shared, model, end: bindText(shared, model, store.origin) })
    }
  }

  follow()
  const stop = store.subscribe(follow)
  return {
    find: (path) => held.get(path)?.model ?? null,
    close() {
      stop()
      for (const path of [...held.keys()]) drop(path)
    },
  }
}
