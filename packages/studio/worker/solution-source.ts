import { type Problem, type Recognizer, readTag, type SolutionSource } from '@parley/flow'
import { isNluPath, readNlu, understoodSource } from '@parley/nlu'
import { type FlowFile, flowNameOf, flowPath, printFlow } from '../source/flow-file.ts'
import type { Surroundings } from './protocol.ts'

/** The files of a solution as the worker keeps them. */
export interface WorkerFiles {
  readonly flows: ReadonlyMap<string, FlowFile>
  /** Of all files that are no flows, and of flow files that are no JSON. */
  readonly texts: ReadonlyMap<string, string>
}

/** Until the server has told: nothing is known of the code. */
const unknown: Surroundings = { name: 'solution', start: 'main', actions: {} }

export type FlowTexts = SolutionSource['flows']

export function flowTexts({ flows, texts }: WorkerFiles): FlowTexts {
  const printed: { [name: string]: FlowTexts[string] } = {}
  for (const [name, flow] of flows) printed[name] = { file: flowPath(name), text: printFlow(flow) }
  for (const [path, text] of texts) {
    const name = flowNameOf(path)
    if (name !== null) printed[name] = { file: path, text }
  }
  return printed
}

/** What the compiler takes, and what is wrong with files that it does not read. `recognizer`: once the intents have been learned. */
export function solutionSource(
  flows: FlowTexts,
  texts: WorkerFiles['texts'],
  surroundings: Surroundings | null,
  recognizer: Recognizer | null,
): { readonly source: SolutionSource; readonly problems: readonly Problem[] } {
  const { name, start, actions, language, more = {}, problems = [] } = surroundings ?? unknown
  const files = [...texts].filter(([path]) => isNluPath(path))
  const read = files.length === 0 ? null : readNlu(Object.fromEntries(files))
  const nlu = read?.nlu ?? null
  return {
    source: {
      ...(more as Partial<SolutionSource>),
      name,
      start,
      flows,
      actions,
      ...(language === undefined ? {} : { language }),
      texts: translations(texts),
      ...(nlu === null ? {} : understoodSource(nlu, language ?? null)),
      ...(nlu === null || recognizer === null ? {} : { recognizer }),
    },
    problems: [...problems, ...(read?.problems ?? [])],
  }
}

/** `texts/<language>.yaml`, by language. */
function translations(texts: WorkerFiles['texts']): NonNullable<SolutionSource['texts']> {
  const found: { [language: string]: { readonly file: string; readonly text: string } } = {}
  for (const [file, text] of texts) {
    const stem = /^texts\/([A-Za-z0-9-]+)\.ya?ml$/.exec(file)?.[1]
    if (stem === undefined) continue
    const language = readTag(stem) ?? stem
    if (!Object.hasOwn(found, language)) found[language] = { file, text }
  }
  return found
}
