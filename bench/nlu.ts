import { readdir, readFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { basename, join } from 'node:path'
import { createRecognizer, crossValidate, type Example, readModel, trainIntents, writeModel } from '@parley/nlu'
import { findVectors, vectorsFor } from '../packages/server/solution/word-vectors.ts'
import { count, median, ms, printRows, quantile, type Row } from './figures.ts'

/**
 * `npm run bench:nlu`: how well and how fast intents are understood, on the files of PARLEY_NLU_DATA. Every `<name>-train.jsonl` there
 * is cross-validated in five parts and with ten examples per intent; where `<name>-valid.jsonl` is beside it, that is asked too.
 */
const folder = process.env.PARLEY_NLU_DATA
const sets = new Map<string, readonly Example[]>()
for (const name of folder === undefined ? [] : await namesIn(folder))
  sets.set(name, await read(join(folder ?? '', `${name}-train.jsonl`)))
const vectors = vectorsFor([...sets.values()].flat().map(({ text }) => text))
if (folder === undefined || sets.size === 0) {
  console.error(
    'Set PARLEY_NLU_DATA to a folder of <name>-train.jsonl, each line {"text": …, "intent": …}, and <name>-valid.jsonl if there is one.',
  )
  process.exitCode = 2
} else {
  console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`)
  for (const [name, training] of sets) {
    const asked = await read(join(folder, `${name}-valid.jsonl`)).catch(() => null)
    const strangers = [...sets].flatMap(([other, examples]) =>
      other === name ? [] : examples.filter((_, at) => at % 10 === 0),
    )
    printRows(name, [...accuracyRows(training, asked), ...farRows(training, strangers), ...speedRows(training)])
  }
}

async function namesIn(data: string): Promise<readonly string[]> {
  const files = await readdir(data).catch(() => [])
  return files.filter((file) => file.endsWith('-train.jsonl')).map((file) => basename(file, '-train.jsonl'))
}

async function read(file: string): Promise<readonly Example[]> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n')
  return lines.map((line) => JSON.parse(line) as Example)
}

function accuracyRows(training: readonly Example[], asked: readonly Example[] | null): readonly Row[] {
  const { accuracy } = crossValidate(training, { folds: 5, threshold: 0, vectors })
  const rows: Row[] = [{ what: 'right answers, cross-validated in five parts', figure: percent(accuracy) }]
  if (asked !== null) rows.push({ what: 'right answers, validation file', figure: percent(share(training, asked)) })
  const few = [1, 2, 3].map((draw) => {
    const [chosen, others] = fewOf(training, draw)
    return share(chosen, asked ?? others)
  })
  rows.push({ what: 'right answers from ten examples per intent, median of three draws', figure: percent(median(few)) })
  const learned = [1, 2, 3].map((draw) => {
    const [chosen, others] = fewOf(training, draw)
    // What is asked is never among the logs.
    const logs = (asked === null ? others.filter((_, at) => at % 4 !== 0) : others).slice(0, 10_000)
    const held = asked ?? others.filter((_, at) => at % 4 === 0)
    return share(
      chosen,
      held,
      logs.map(({ text }) => text),
    )
  })
  rows.push({ what: '… and the others as unlabelled sentences', figure: percent(median(learned)) })
  rows.push(...scopeRows(training))
  return rows
}

/** Sentences of the other sets, every tenth, are out of scope: how well confidence tells them apart. */
function farRows(training: readonly Example[], strangers: readonly Example[]): readonly Row[] {
  if (strangers.length === 0) return []
  const model = trainIntents(
    training.filter((_, at) => at % 5 !== 0),
    { vectors },
  )
  const recognizer = createRecognizer(model, 0)
  const { threshold } = model.trust
  const inside = training
    .filter((_, at) => at % 5 === 0)
    .map(({ text, intent }) => {
      const { intent: taken, confidence } = recognizer.recognize(text, 'en')
      return { confidence, right: taken === intent }
    })
  const outside = strangers.map(({ text }) => recognizer.recognize(text, 'en').confidence)
  const kept = inside.filter(({ right, confidence }) => right && confidence >= threshold).length
  const turned = outside.filter((confidence) => confidence < threshold).length
  const apart = areaUnderCurve(
    inside.map(({ confidence }) => confidence),
    outside,
  )
  return [
    { what: 'against sentences of the other sets: area under the ROC curve', figure: apart.toFixed(3) },
    { what: '… right answers inside, threshold learned', figure: percent(kept / inside.length) },
    { what: '… turned away outside', figure: percent(turned / outside.length) },
  ]
}

/** How often a sentence from inside has the greater confidence than one from outside; ties count half. */
function areaUnderCurve(inside: readonly number[], outside: readonly number[]): number {
  let sum = 0
  for (const one of inside) for (const other of outside) sum += one > other ? 1 : one === other ? 0.5 : 0
  return sum / (inside.length * outside.length)
}

/** Every fourth intent held out: how many of their sentences are turned away, and what that costs the others. */
function scopeRows(training: readonly Example[]): readonly Row[] {
  const intents = [...new Set(training.map(({ intent }) => intent))]
  const hidden = new Set(intents.filter((_, at) => at % 4 === 1))
  const known = training.filter(({ intent }) => !hidden.has(intent))
  const recognizer = createRecognizer(
    trainIntents(
      known.filter((_, at) => at % 5 !== 0),
      { vectors },
    ),
  )
  const inside = known.filter((_, at) => at % 5 === 0)
  const outside = training.filter(({ intent }) => hidden.has(intent))
  const meant = inside.filter(({ text, intent }) => recognizer.recognize(text, 'en').intent === intent).length
  const turned = outside.filter(({ text }) => recognizer.recognize(text, 'en').intent === null).length
  return [
    { what: 'with a quarter of the intents held out: right answers inside', figure: percent(meant / inside.length) },
    { what: 'with a quarter of the intents held out: turned away outside', figure: percent(turned / outside.length) },
  ]
}

function share(training: readonly Example[], asked: readonly Example[], unlabelled: readonly string[] = []): number {
  const recognizer = createRecognizer(trainIntents(training, { unlabelled, vectors }), 0)
  return asked.filter(({ text, intent }) => recognizer.recognize(text, 'en').intent === intent).length / asked.length
}

/** Ten of each intent, another ten in every draw, and the rest. */
function fewOf(examples: readonly Example[], draw: number): readonly [readonly Example[], readonly Example[]] {
  const counts = new Map<string, number>()
  const chosen: Example[] = []
  const others: Example[] = []
  for (const example of examples.toSorted((a, b) => orderOf(a.text, draw) - orderOf(b.text, draw))) {
    const before = counts.get(example.intent) ?? 0
    counts.set(example.intent, before + 1)
    if (before < 10) chosen.push(example)
    else others.push(example)
  }
  return [chosen, others]
}

function orderOf(text: string, draw: number): number {
  let hash = draw * 7919
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 0
}

function speedRows(training: readonly Example[]): readonly Row[] {
  const took = [1, 2, 3].map(() => worked(() => trainIntents(training, { vectors })))
  const thousand = training.filter((_, at) => at % Math.ceil(training.length / 1000) === 0)
  const soon = [1, 2, 3, 4, 5].map(() => worked(() => trainIntents(thousand, { vectors })))
  const model = trainIntents(training, { vectors })
  const file = writeModel(model)
  const loads = [1, 2, 3, 4, 5].map(() => timed(() => createRecognizer(readModel(file, findVectors))))
  const recognizer = createRecognizer(model)
  // A word more, so that no sentence is an example literally.
  const asked = training.slice(0, 4000).map(({ text }) => `well ${text}`)
  for (const text of asked) recognizer.recognize(text, 'en')
  const each = asked.map((text) => timed(() => recognizer.recognize(text, 'en'))).sort((a, b) => a - b)
  const floor = asked.map((text) =>
    timed(() =>
      text
        .normalize('NFKC')
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu),
    ),
  )
  const typical = quantile(each, 0.5) * 1000
  return [
    {
      what: `training ${count(training.length)} sentences, one core`,
      figure: ms(median(took)),
      target: '5 s for 10,000',
      reached: median(took) <= (5000 * training.length) / 10_000,
    },
    {
      what: `training ${count(thousand.length)} sentences`,
      figure: ms(median(soon)),
      target: '300 ms',
      reached: median(soon) <= 300,
    },
    {
      what: 'one sentence',
      figure: `p50 ${typical.toFixed(0)} µs, p99 ${(quantile(each, 0.99) * 1000).toFixed(0)} µs`,
      target: 'p50 150 µs',
      reached: typical <= 150,
    },
    { what: 'floor: finding the words of a sentence', figure: `p50 ${(median(floor) * 1000).toFixed(1)} µs` },
    { what: `reading a model of ${(file.length / 2 ** 20).toFixed(1)} MB`, figure: ms(median(loads)) },
  ]
}

function timed(work: () => unknown): number {
  const began = performance.now()
  work()
  return performance.now() - began
}

/** Milliseconds of processor, which others on the machine lengthen less than the time that passes. */
function worked(work: () => unknown): number {
  const began = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1000
}

function percent(part: number): string {
  return `${(100 * part).toFixed(2)} %`
}
