/** Word vectors of the languages that are spoken, each read from its file when it is first needed. */
import { createRequire } from 'node:module'
import {
  languagesIn,
  languagesOf,
  type StoredVectors,
  VectorTable,
  type WordLanguage,
  WordVectors,
} from '@parley/nlu/training'

const require = createRequire(import.meta.url)
const tables = new Map<WordLanguage, VectorTable>()

/** What is known of the words that texts may be made of, by the letters they are written with; of other languages it knows nothing. */
export function vectorsFor(texts: readonly string[]): WordVectors {
  return vectorsOf(languagesIn(texts))
}

/** Those that a model was trained with; `null`: there are none of this name here. */
export function findVectors(id: string): WordVectors | null {
  const languages = languagesOf(id)
  return languages === null ? null : vectorsOf(languages)
}

function vectorsOf(languages: readonly WordLanguage[]): WordVectors {
  return new WordVectors(languages.map(tableOf))
}

function tableOf(language: WordLanguage): VectorTable {
  const known = tables.get(language)
  if (known !== undefined) return known
  const table = new VectorTable(require(`@parley/nlu/words/${language}.json`) as StoredVectors)
  tables.set(language, table)
  return table
}
