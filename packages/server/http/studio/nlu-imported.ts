/**
 * Intents of other programs as files of a solution: what would be written, and what is left out of them. Nothing is written here.
 *
 * What the solution says itself stays: another answer, label or threshold than it has is left out, so that an import contradicts nothing.
 */
import { type Lost, type NluContent, printNlu, readNlu, type WrittenIntent, type WrittenNlu } from '@parley/nlu'
import { type ImportedNluFile, importPaths, type NluImport } from '@parley/studio/api'
import { type Chosen, type ImportedNlu, type ReadSettings, readChosen } from '../../solution/imported-nlu.ts'
import { UnreadableError } from '../../solution/nlu-rows.ts'

export interface ImportSettings extends Pick<ReadSettings, 'language' | 'own'> {
  /** The solution's files of understanding. */
  readonly present: { readonly [path: string]: string }
  /** Whether files of the same name are written over. */
  readonly over: boolean
}

const mostTold = 200
/** Of what gave nothing at all. */
const mostReasons = 5

/** A list: why nothing can be taken of it. */
export function importedNlu(chosen: Chosen, settings: ImportSettings): Omit<NluImport, 'isGuess'> | readonly Lost[] {
  const { language, own, present, over } = settings
  const imported = read(chosen, { language, own })
  if ('reason' in imported) return [imported]
  const { stem, parts } = imported
  if (imported.files.length === 0)
    return [{ where: '', reason: 'There is nothing to take in.' }, ...imported.lost.slice(0, mostReasons)]
  const wanted = importPaths(stem, parts, new Set())
  const there = over ? Object.fromEntries(Object.entries(present).filter(([path]) => !wanted.includes(path))) : present
  const paths = importPaths(stem, parts, new Set(Object.keys(there)))
  const lost: Lost[] = [...imported.lost]
  const before = readNlu(there)
  const files = imported.files.map((file, at) => fileOf(fitting(file, before.nlu, lost), paths[at] ?? ''))
  const added = Object.fromEntries(files.map(({ path, text }) => [path, text]))
  const known = new Set(before.problems.map((problem) => JSON.stringify(problem)))
  const after = readNlu({ ...there, ...added }).problems
  const problems = after.filter((problem) => !known.has(JSON.stringify(problem)))
  return {
    files,
    taken: wanted.filter((path) => path in present),
    lost: lost.slice(0, mostTold),
    renamed: [...imported.renamed].slice(0, mostTold).map(([from, to]) => ({ from, to })),
    problems: problems.slice(0, mostTold),
  }
}

function read(chosen: Chosen, settings: ReadSettings): ImportedNlu | Lost {
  try {
    return readChosen(chosen, settings)
  } catch (error) {
    if (error instanceof UnreadableError) return { where: chosen.name, reason: error.message }
    throw error
  }
}

/** Without what the solution says otherwise itself. */
function fitting(file: WrittenNlu, present: NluContent | null, lost: Lost[]): WrittenNlu {
  const { threshold, ...rest } = file
  const intents = [...file.intents].map(([name, intent]): [string, WrittenIntent] => {
    const { label: _, answer: __, ...others } = intent
    return [name, { ...others, ...kept(name, intent, 'label'), ...kept(name, intent, 'answer') }]
  })
  const own = present?.leastConfidence ?? null
  const fits = own === null || own === threshold
  if (threshold !== undefined && !fits)
    lost.push({ where: '', reason: `The threshold ${threshold}: here it is ${own}.` })
  return { ...rest, intents: new Map(intents), ...(threshold === undefined || !fits ? {} : { threshold }) }

  function kept(name: string, intent: WrittenIntent, what: 'label' | 'answer') {
    const given = intent[what]
    const all = (what === 'label' ? present?.labels : present?.answers) ?? {}
    // An intent may be called "constructor", which every object has.
    const known = Object.hasOwn(all, name) ? all[name]?.[file.language] : undefined
    if (given === undefined || known === undefined || known === given)
      return given === undefined ? {} : { [what]: given }
    lost.push({ where: name, reason: `The ${what} "${given.slice(0, 60)}": here it is "${known.slice(0, 60)}".` })
    return {}
  }
}

function fileOf(nlu: WrittenNlu, path: string): ImportedNluFile {
  const intents = [...nlu.intents].map(([name, { examples }]) => ({ name, examples: examples.length }))
  return { path, text: printNlu(nlu), language: nlu.language, intents, entities: [...(nlu.entities?.keys() ?? [])] }
}
