import { suggest } from '../nearest.ts'
import { compileTemplate, type Template } from '../template.ts'
import { en, type WordName } from '../words/en.ts'
import { isWord, type WordsSource, wordNames } from '../words/words.ts'
import type { Finds } from './localisation.ts'
import type { Entry, TextsFile } from './texts-file.ts'

/** What the solution says instead of the platform's own words, by language. */
export function ownWords(
  files: ReadonlyMap<string, TextsFile>,
  findsOf: (file: TextsFile, entry: Entry, word: string) => Finds,
): { readonly [language: string]: WordsSource } {
  const words: { [language: string]: WordsSource } = {}
  for (const [language, file] of files) {
    const own: { [word in WordName]?: Template } = {}
    for (const [word, entry] of file.words) {
      const template = readWord(word, entry, findsOf(file, entry, word))
      if (template !== null && isWord(word)) own[word] = template
    }
    words[language] = own
  }
  return words
}

function readWord(word: string, entry: Entry, finds: Finds): Template | null {
  if (!isWord(word)) {
    finds.add('unknown-text', [], `The platform has no word "${word}".`, suggest(word, wordNames))
    return null
  }
  const template = compileTemplate(entry.text)
  if ('reason' in template) {
    finds.add('text-syntax', [], `This text is not Liquid: ${template.reason}.`, template.repair, template.at)
    return null
  }
  const values = valuesOf(word)
  for (const [name = ''] of template.uses) {
    if (values.includes(name)) continue
    finds.add('unknown-name', [], `"${word}" knows no "${name}".`, suggest(name, values))
  }
  return template
}

/** The values that a word is said with. */
function valuesOf(word: WordName): readonly string[] {
  const template = compileTemplate(en[word])
  return 'reason' in template ? [] : [...new Set(template.uses.map(([name = '']) => name))]
}
