/**
 * `npm run make:usual-trust`: how far answers are to be trusted where a solution has too few examples to learn it from. Small solutions
 * are drawn from the files of PARLEY_NLU_DATA, see nlu.ts; a quarter of what they are asked is out of scope, half of that other intents of
 * the same set, half sentences of the other sets. Prints the numbers that `packages/nlu/usual-trust.ts` has, and how true they are.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Example } from '@parley/nlu'
import { createFit } from '../packages/nlu/fit-intents.ts'
import { Judge } from '../packages/nlu/judge.ts'
import { logistic, logisticWeights, type Outcome } from '../packages/nlu/logistic.ts'
import { createRandom, shuffle } from '../packages/nlu/random.ts'
import { canLearnTrust } from '../packages/nlu/trust.ts'
import { shiftedBy } from '../packages/nlu/usual-trust.ts'
import type { WordVectors } from '../packages/nlu/word-vectors.ts'
import { vectorsFor } from '../packages/server/solution/word-vectors.ts'

/** One question to one small solution. */
interface Asked extends Outcome {
  /** The signals, see judge.ts, then what the first weight is shifted by; of each solution, questions of a kind have its share of one. */
  readonly kind: 'inside' | 'near' | 'far'
}

const intentCounts = [1, 2, 3, 4, 5, 6, 8, 12, 20, 40]
const exampleCounts = [2, 3, 5, 8, 15, 30, 60]
const draws = 6
const shares = { inside: 0.75, near: 0.125, far: 0.125 }
/** Of a single intent the odds, and the number of intents, say nothing; of several, likeness says nothing that the odds do not. */
const unused = { one: new Set([1, 5, 6]), several: new Set([2]) }
const pull = 0.1

const folder = process.env.PARLEY_NLU_DATA
if (folder === undefined) {
  console.error(
    'Set PARLEY_NLU_DATA to a folder of two <name>-train.jsonl or more, each line {"text": …, "intent": …}.',
  )
  process.exitCode = 2
} else {
  const files = (await readdir(folder)).filter((file) => file.endsWith('-train.jsonl')).toSorted()
  const sets = await Promise.all(files.map((file) => read(join(folder, file))))
  const vectors = vectorsFor(sets.flat().map(({ text }) => text))
  for (const [name, known] of Object.entries({ known: vectors, unknown: null })) {
    const random = createRandom(1)
    for (const which of ['one', 'several'] as const) {
      const counts = intentCounts.filter((count) => (which === 'one') === (count === 1))
      const asked = sets.flatMap((set) =>
        drawn(set, sets.filter((other) => other !== set).flat(), counts, known, random),
      )
      report(`${name}, ${which}`, asked, unused[which])
    }
  }
}

async function read(file: string): Promise<readonly Example[]> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n')
  return lines.map((line) => JSON.parse(line) as Example)
}

function drawn(
  set: readonly Example[],
  others: readonly Example[],
  counts: readonly number[],
  vectors: WordVectors | null,
  random: () => number,
): readonly Asked[] {
  const byIntent = Map.groupBy(set, ({ intent }) => intent)
  return counts.flatMap((count) =>
    exampleCounts
      .filter((ofEach) => !canLearnTrust(count, count * ofEach))
      .flatMap((ofEach) =>
        Array.from({ length: draws }, () => {
          const intents = mixed([...byIntent.values()], random).filter((examples) => examples.length >= ofEach + 5)
          const chosen = intents.slice(0, count).map((examples) => mixed(examples, random))
          const training = chosen.flatMap((examples) => examples.slice(0, ofEach))
          return askedOf(training, vectors, {
            inside: chosen.flatMap((examples) => examples.slice(ofEach, ofEach + Math.ceil(80 / count))),
            near: intents.slice(count).flatMap((examples) => mixed(examples, random).slice(0, 2)),
            far: mixed(others, random).slice(0, 120),
          })
        }).flat(),
      ),
  )
}

function askedOf(
  training: readonly Example[],
  vectors: WordVectors | null,
  questions: { readonly [kind in Asked['kind']]: readonly Example[] },
): readonly Asked[] {
  const intents = [...new Set(training.map(({ intent }) => intent))]
  const judge = new Judge(createFit(training, [], vectors)(training, intents, 1, false))
  const shift = shiftedBy(intents.length, training.length)
  return (['inside', 'near', 'far'] as const).flatMap((kind) =>
    questions[kind].flatMap(({ text, intent }) => {
      const verdict = judge.judge(text)
      if (verdict === null) return []
      const right = kind === 'inside' && intents[verdict.intent] === intent
      return [{ terms: [...verdict.signals, ...shift], kind, right, worth: shares[kind] / questions[kind].length }]
    }),
  )
}

function mixed<T>(list: readonly T[], random: () => number): readonly T[] {
  const order = Int32Array.from(list.keys())
  shuffle(order, order.length, random)
  return Array.from(order, (at) => list[at] as T)
}

function report(name: string, asked: readonly Asked[], without: ReadonlySet<number>): void {
  const weights = logisticWeights(asked, new Array(8).fill(0), pull, without).map(
    (weight) => Math.round(weight * 10) / 10,
  )
  console.log(`\n${name}: weights ${weights.slice(0, 5).join(', ')}; shift ${weights.slice(5).join(', ')}`)
  const told = asked.map((each) => ({ ...each, trust: logistic(each.terms, weights) }))
  const sum = (list: readonly { readonly worth: number }[]): number => list.reduce((all, { worth }) => all + worth, 0)
  const off = Array.from({ length: 10 }, (_, tenth) => {
    const bin = told.filter(({ trust }) => Math.min(9, Math.floor(trust * 10)) === tenth)
    return Math.abs(bin.reduce((all, { trust, right, worth }) => all + worth * (trust - (right ? 1 : 0)), 0))
  })
  console.log(`confidence off by ${(off.reduce((one, other) => one + other, 0) / sum(told)).toFixed(3)} on average`)
  for (const threshold of [0.3, 0.35, 0.4, 0.45, 0.5]) {
    const figures = { right: told.filter(({ right }) => right) } as { [kind: string]: typeof told }
    for (const kind of ['near', 'far']) figures[kind] = told.filter((each) => each.kind === kind)
    const share = (kind: string, isKept: boolean): string => {
      const list = figures[kind] ?? []
      return `${((100 * sum(list.filter(({ trust }) => trust >= threshold === isKept))) / sum(list)).toFixed(1)} %`
    }
    console.log(
      `from ${threshold}: ${share('right', true)} of right answers kept; near ${share('near', false)}, far ${share('far', false)} turned away`,
    )
  }
}
