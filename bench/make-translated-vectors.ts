import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { gramsOf } from '../packages/nlu/grams.ts'
import { type StoredVectors, VectorTable, WordVectors } from '../packages/nlu/word-vectors.ts'
import { wordLanguages } from '../packages/nlu/words/languages.ts'
import { add, asUnit } from './word-vectors/matrix.ts'
import { type Request, readRequests } from './word-vectors/requests.ts'
import { stepsOf } from './word-vectors/steps.ts'
import { type Meant, translate } from './word-vectors/translate.ts'
import { readTranslations, type Translation } from './word-vectors/translations.ts'

/**
 * `npm run make:translated -- [language …]`: makes the word vectors of languages other than English, from those of English and from
 * translations that were written for this (`bench/translations`): the words of a translated request shall point together where the
 * English request does, and where all that mean the same do. So all languages have one space, in which "refund" and "환불" are
 * neighbours. Takes a minute for each language.
 */

/** Words and pieces. */
const room = 30_000
/** What all requests of an intent mean together, beside what one says. */
const intentShare = 0.7
/** A word by itself is as good as a request; its second and third translation are less usual. */
const lessUsual = 0.3

const named = process.argv.slice(2)
const languages = named.length > 0 ? named : wordLanguages.filter((language) => language !== 'en')
const stored = JSON.parse(
  await readFile(new URL('../packages/nlu/words/en.json', import.meta.url), 'utf8'),
) as StoredVectors
const english = new WordVectors([new VectorTable(stored)])
const senses = sensesOf(await readRequests(new URL('requests', import.meta.url).pathname, []))
for (const language of languages) await make(language)

async function make(language: string): Promise<void> {
  const read = (file: string) => readTranslations(new URL(`translations/${file}`, import.meta.url).pathname, language)
  const requests = await read('requests.tsv')
  const { words, pieces, vectors } = translate(
    [...requests.map(requestMeant), ...(await read('words.tsv')).flatMap(wordMeant)],
    room,
  )
  const elsewhere = new Map(requests.map(({ english: request, said: [first = ''] }) => [request, first]))
  const made = {
    dimensions: vectors.columns,
    words: words.join(' '),
    pieces: Buffer.from(pieces.buffer).toString('base64'),
    vectors: Buffer.from(stepsOf(vectors)).toString('base64'),
    requests: stored.requests.flatMap((request) => elsewhere.get(request) ?? []),
  }
  const file: StoredVectors & { readonly source: string } = {
    source: `Parley: translations of its requests and words, and its English vectors (${stored.id})`,
    id: `${language}-${sumOf(stored.id, made)}`,
    ...made,
  }
  await writeFile(
    new URL(`../packages/nlu/words/${language}.json`, import.meta.url),
    `${JSON.stringify(file, null, 2)}\n`,
  )
  console.log(
    `${language}: ${requests.length} requests, ${words.length} words, ${pieces.length} pieces, ${file.requests.length} asked elsewhere`,
  )
}

/** A model works with the vectors only that it was trained with: other ones have another name. */
function sumOf(...made: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(made)).digest('hex').slice(0, 8)
}

/** Where each request points, drawn to where its intent does. */
function sensesOf(all: readonly Request[]): ReadonlyMap<string, Float32Array> {
  const own = all.map(({ text }) => senseOf(text))
  const together = new Map<string, Float32Array>()
  for (const [at, { intent }] of all.entries()) {
    const sum = together.get(intent) ?? new Float32Array(english.dimensions)
    add(sum, own[at] as Float32Array)
    together.set(intent, sum)
  }
  for (const [intent, sum] of together) together.set(intent, asUnit(sum))
  return new Map(
    all.map(({ text, intent }, at) => {
      const sense = (own[at] as Float32Array).slice()
      add(sense, together.get(intent) as Float32Array, intentShare)
      return [text, asUnit(sense)]
    }),
  )
}

function senseOf(text: string): Float32Array {
  const sum = new Float32Array(english.dimensions)
  english.sumOf(gramsOf(text), sum)
  return asUnit(sum)
}

function requestMeant({ english: request, said: [text = ''] }: Translation): Meant {
  const sense = senses.get(request)
  if (sense === undefined) throw new Error(`bench/requests has no "${request}".`)
  return { text, sense, weight: 1 }
}

function wordMeant({ english: word, said }: Translation): readonly Meant[] {
  const sense = senseOf(word)
  return said.map((text, rank) => ({ text, sense, weight: 1 / (1 + lessUsual * rank) }))
}
