import { readFile } from 'node:fs/promises'

/** An English request or word, and how people say it in another language. */
export interface Translation {
  readonly english: string
  /** A request has one, a word several, the most usual first. */
  readonly said: readonly string[]
}

/** Reads one language of `requests.tsv` or `words.tsv`: a line for each, in it the English, then a column for each language; a word's are set apart by ` / `. */
export async function readTranslations(file: string, language: string): Promise<readonly Translation[]> {
  const [first = '', ...lines] = (await readFile(file, 'utf8')).trimEnd().split('\n')
  const column = first.split('\t').indexOf(language)
  if (column < 1) throw new Error(`${file} has no column ${language}.`)
  return lines.flatMap((line) => {
    const cells = line.split('\t')
    const said = (cells[column] ?? '').split(' / ').filter((each) => each !== '')
    return said.length === 0 ? [] : [{ english: cells[0] ?? '', said }]
  })
}
