import { stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Comparison, type Conflicts, counted, type EntityFigures, type Report } from '@parley/nlu'
import { printTable } from './operator.ts'
import { UsageError } from './solution-api.ts'

/** More than anybody reads in a terminal. */
const mostShown = 20

export const percent = (share: number | null): string => (share === null ? '–' : `${(100 * share).toFixed(1)} %`)

export function readShare(given: string | undefined, option: string): number | undefined {
  if (given === undefined) return undefined
  const [, figure, sign] = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(given) ?? []
  const share = figure === undefined ? Number.NaN : Number(figure) / (sign === '%' ? 100 : 1)
  if (share >= 0 && share <= 1) return share
  throw new UsageError(`${option} is a share like 0.9 or 90%, not "${given}".`)
}

export function readFolds(given: string): number {
  const folds = Number(given)
  if (Number.isInteger(folds) && folds >= 2 && folds <= 20) return folds
  throw new UsageError(`--folds is a number from 2 to 20, not "${given}".`)
}

/** Before the work, not after it: whether a file can be written there. */
export async function checkTarget(path: string | undefined, option: string): Promise<void> {
  if (path === undefined) return
  const isFolder = (place: string) =>
    stat(place).then(
      (entry) => entry.isDirectory(),
      () => false,
    )
  if (await isFolder(path)) throw new UsageError(`${option} names a file; ${path} is a folder.`)
  if (!(await isFolder(dirname(path)))) throw new UsageError(`${option}: there is no folder ${dirname(path)}.`)
}

export async function writePage(path: string, page: string): Promise<void> {
  await writeFile(path, page)
  console.error(`wrote ${path}`)
}

/** 0, or 1 and why when fewer were understood than there should be. */
export function exitCode(accuracy: number, least: number | undefined): number {
  if (least === undefined || accuracy >= least) return 0
  console.error(`${percent(accuracy)} were understood; there should be ${percent(least)}.`)
  return 1
}

export function printReport(report: Report): void {
  const { total, right, accuracy, intents, confusions, macroF1, calibrationError, auroc } = report
  console.log(`${right} of ${counted(total, 'sentence')} understood (${percent(accuracy)}).`)
  console.log(`Mean F1 of the intents ${percent(macroF1)}, calibration error ${percent(calibrationError)}.`)
  if (auroc !== null) {
    console.log(
      `In scope above out of scope: AUROC ${auroc.toFixed(3)}, of ${counted(report.outside, 'sentence')} out of scope.`,
    )
    printThresholds(report)
  }
  console.log('')
  printTable(
    ['intent', 'sentences', 'precision', 'recall', 'F1'],
    intents.map((each) => [
      each.intent ?? '(out of scope)',
      String(each.examples),
      percent(each.precision),
      percent(each.recall),
      percent(each.f1),
    ]),
  )
  if (confusions.length === 0) return
  console.log('')
  printTable(
    ['meant', 'taken for', 'times', 'such as'],
    confusions
      .slice(0, mostShown)
      .map((each) => [each.intent ?? '(out of scope)', each.taken ?? '(nothing)', String(each.count), each.text]),
  )
}

function printThresholds({ thresholds }: Report): void {
  console.log('')
  printTable(
    ['threshold', 'understood', 'mistaken', 'refused'],
    thresholds
      .filter((_, index) => index % 5 === 0)
      .map((each) => [String(each.threshold), ...[each.kept, each.mistaken, each.refused].map(percent)]),
  )
}

export function printComparison({ before, now, mended, lost, intents }: Comparison): void {
  console.log(`\nThe other model understood ${percent(before.accuracy)}, this one ${percent(now.accuracy)}:`)
  console.log(`${counted(mended.count, 'sentence')} mended, ${lost.count} lost.`)
  if (intents.length > 0) {
    console.log('')
    const changed = intents.slice(0, mostShown)
    printTable(
      ['intent', 'recall before', 'recall now'],
      changed.map((each) => [each.intent ?? '(out of scope)', percent(each.before), percent(each.now)]),
    )
  }
  if (lost.count === 0) return
  console.log('')
  printTable(
    ['lost', 'meant', 'taken for'],
    lost.sentences
      .slice(0, mostShown)
      .map(({ text, intent, taken }) => [text, intent ?? '(out of scope)', taken ?? '(nothing)']),
  )
}

export function printEntities(entities: readonly EntityFigures[]): void {
  console.log('')
  printTable(
    ['entity', 'marked', 'precision', 'recall', 'F1'],
    entities.map((each) => [
      each.entity ?? '(all)',
      String(each.marked),
      percent(each.precision),
      percent(each.recall),
      percent(each.f1),
    ]),
  )
}

const whys = { 'few-examples': 'few examples', 'low-recall': 'seldom understood', outweighed: 'outweighed by others' }

export function printConflicts({ contradicting, repeated, lookAlikes, misfiled, weak, entities }: Conflicts): void {
  const part = (title: string, head: readonly string[], rows: readonly (readonly string[])[]) => {
    if (rows.length === 0) return
    console.log(`${title}: ${rows.length}`)
    printTable(head, rows.slice(0, mostShown))
    if (rows.length > mostShown) console.log(`… and ${rows.length - mostShown} more; --json and --html have them.`)
    console.log('')
  }
  part(
    'The same words in several intents',
    ['words', 'intents'],
    contradicting.map((each) => [each.text, each.intents.join(', ')]),
  )
  part(
    'Look-alikes of different intents',
    ['likeness', 'intent', 'other', 'example', 'is like'],
    lookAlikes.map(({ one, other, likeness }) => [likeness.toFixed(2), one.intent, other.intent, one.text, other.text]),
  )
  part(
    'Examples that the others would file elsewhere',
    ['confidence', 'is', 'would be', 'example'],
    misfiled.map((each) => [percent(each.confidence), each.intent, each.taken, each.text]),
  )
  part(
    'Weak intents',
    ['intent', 'examples', 'recall', 'why'],
    weak.map((each) => [each.intent, String(each.examples), percent(each.recall), whys[each.why]]),
  )
  part(
    'Repeated examples',
    ['intent', 'example'],
    repeated.map(({ intent, text }) => [intent, text]),
  )
  part(
    'Entities',
    ['words', 'what'],
    entities.map(({ text, reason }) => [text, reason]),
  )
  const all = [contradicting, repeated, lookAlikes, misfiled, weak, entities]
  if (all.every(({ length }) => length === 0)) console.log('No conflicts were found.')
}
