import { type Problem, readTag, type SolutionSource } from '@parley/flow'
import { understoodSource } from '@parley/nlu/intents'
import { type FlowFile, flowNameOf, flowPath, printFlow } from '../source/flow-file.ts'
import type { Surroundings } from './protocol.ts'
import type { Understanding } from './understanding.ts'

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

/** What the compiler takes, and what is wrong with files that it does not read. */
export function solutionSource(
  flows: FlowTexts,
  texts: WorkerFiles['texts'],
  surroundings: Surroundings | null,
  understanding: Understanding,
): { readonly source: SolutionSource; readonly problems: readonly Problem[] } {
  const { name, start, actions, language, more = {}, problems = [] } = surroundings ?? unknown
  // The files say these themselves, as they are now.
  const { entities: _, intentTexts: __, ...known } = more as Partial<SolutionSource>
  const { nlu, problems: misread } = understanding.read(texts)
  return {
    source: {
      ...known,
      name,
      start,
      flows,
      actions,
      ...(language === undefined ? {} : { language }),
      texts: translations(texts),
      ...(nlu === null ? {} : understoodSource(nlu, language ?? null)),
      recognizer: understanding.recognizer,
    },
    problems: [...problems, ...misread],
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
