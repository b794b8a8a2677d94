import { writeFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import {
  compareJudged,
  counted,
  crossJudge,
  crossValidateEntities,
  drawReportPage,
  type Example,
  examplesOf,
  findConflicts,
  judgeOutside,
  judgeSentences,
  languagesOf,
  markedOf,
  repeatedExamples,
  reportOf,
  taughtIn,
  trainNluModel,
} from '@parley/nlu'
import { readParts } from '../solution/model-parts.ts'
import { plainLine } from '../solution/plain-line.ts'
import { vectorsFor } from '../solution/word-vectors.ts'
import { modelOf, otherModel, readFolderNlu } from './nlu-model.ts'
import {
  checkTarget,
  exitCode,
  percent,
  printComparison,
  printConflicts,
  printEntities,
  printReport,
  readFolds,
  readShare,
  writePage,
} from './nlu-print.ts'
import { type KnownSentence, readSentences } from './nlu-sentences.ts'
import type { OperatorOptions } from './operator.ts'

interface ReportOptions {
  readonly json?: boolean
  /** Where to write the page with plots. */
  readonly html?: string
}

export interface CrossValidateOptions extends ReportOptions {
  readonly folds: string
  readonly threshold?: string
  readonly minAccuracy?: string
  /** `false`: no intents are held out whole. */
  readonly outside?: boolean
}

/** From so many examples on, each training is told of. */
const manyExamples = 2000

/** `parley nlu cross-validate <solution>`. 0, or 1 when the files cannot be read or too few are understood. */
export async function crossValidateNlu(folder: string, options: CrossValidateOptions): Promise<number> {
  const folds = readFolds(options.folds)
  const least = readShare(options.minAccuracy, '--min-accuracy')
  const given = readShare(options.threshold, '--threshold')
  await checkTarget(options.html, '--html')
  const nlu = await readFolderNlu(folder)
  if (nlu === null) return 1
  const threshold = given ?? nlu.leastConfidence ?? undefined
  const examples = examplesOf(nlu.intents)
  if (examples.length === 0) return noExamples(folder)
  const settings = {
    folds,
    unlabelled: nlu.heard ?? [],
    vectors: vectorsFor(Object.values(nlu.intents).flat()),
    ...(threshold === undefined ? {} : { threshold }),
  }
  const judged = crossJudge(examples, { ...settings, ...progress(examples, 'parts') })
  const isAlone = options.outside === false
  const outside = isAlone ? [] : judgeOutside(examples, { ...settings, ...progress(examples, 'held-out intents') })
  const report = reportOf(judged, outside)
  const entities = nlu.marked === undefined ? [] : crossValidateEntities(markedOf(nlu), { folds })
  if (options.html !== undefined)
    await writePage(
      options.html,
      drawReportPage({
        title: `How well ${basename(resolve(folder))} understands`,
        about: `Cross-validation: each of ${examples.length} examples was judged by a model trained on the others, in ${folds} parts.${outside.length > 0 ? ' For what is out of scope, intents were held out whole.' : ''}`,
        report,
        threshold: threshold ?? null,
        entities,
      }),
    )
  if (options.json === true) console.log(JSON.stringify({ ...report, entities }, null, 2))
  else {
    printReport(report)
    if (entities.length > 0) printEntities(entities)
  }
  return exitCode(report.accuracy, least)
}

export interface TestOptions extends ReportOptions, OperatorOptions {
  readonly threshold?: string
  readonly minAccuracy?: string
  /** A folder, a file of a model or a version that is asked too. */
  readonly against?: string
}

/** `parley nlu test <solution> <file>`. 0, or 1 when something cannot be read or too few are understood. */
export async function testNlu(folder: string, path: string, options: TestOptions): Promise<number> {
  const least = readShare(options.minAccuracy, '--min-accuracy')
  const given = readShare(options.threshold, '--threshold')
  await checkTarget(options.html, '--html')
  const nlu = await readFolderNlu(folder)
  if (nlu === null) return 1
  if (Object.values(nlu.intents).every(({ length }) => length === 0)) return noExamples(folder)
  const sentences = await readSentences(resolve(path))
  tellUnknown(sentences, nlu.intents)
  const own = await modelOf(nlu)
  const threshold = given ?? own.threshold
  const judged = judgeSentences(own.model, sentences, threshold)
  const report = reportOf(judged)
  const other = options.against === undefined ? null : await otherModel(folder, options.against, options)
  // With a threshold that is given both are asked from the same confidence on: models are compared, not thresholds.
  const before = other === null ? null : judgeSentences(other.model, sentences, given ?? other.threshold)
  const comparison = before === null ? undefined : compareJudged(before, judged)
  if (options.html !== undefined)
    await writePage(
      options.html,
      drawReportPage({
        title: `How well ${basename(resolve(folder))} understands ${basename(path)}`,
        about: `${sentences.length} sentences whose intent is known, judged by the model that the solution is deployed with.`,
        report,
        threshold,
        ...(comparison === undefined ? {} : { comparison }),
      }),
    )
  if (options.json === true)
    console.log(JSON.stringify({ ...report, threshold, ...(comparison && { comparison }) }, null, 2))
  else {
    printReport(report)
    if (comparison !== undefined) printComparison(comparison)
  }
  return exitCode(report.accuracy, least)
}

/** `parley nlu conflicts <solution>`. 0, or 1 when the files cannot be read or have no examples. */
export async function showConflicts(
  folder: string,
  options: ReportOptions & { readonly folds: string },
): Promise<number> {
  const folds = readFolds(options.folds)
  await checkTarget(options.html, '--html')
  const nlu = await readFolderNlu(folder)
  if (nlu === null) return 1
  const examples = examplesOf(nlu.intents)
  if (examples.length === 0) return noExamples(folder)
  const judged = crossJudge(examples, {
    folds,
    threshold: 0,
    unlabelled: nlu.heard ?? [],
    vectors: vectorsFor(Object.values(nlu.intents).flat()),
    ...progress(examples, 'parts'),
  })
  const conflicts = findConflicts(nlu, judged, repeatedExamples(nlu.files ?? {}))
  if (options.html !== undefined)
    await writePage(
      options.html,
      drawReportPage({
        title: `Conflicts in what ${basename(resolve(folder))} understands`,
        about: `${examples.length} examples of ${Object.keys(nlu.intents).length} intents; each was judged by a model trained on the others, in ${folds} parts.`,
        conflicts,
      }),
    )
  if (options.json === true) console.log(JSON.stringify(conflicts, null, 2))
  else printConflicts(conflicts)
  return 0
}

/** Whether the solution's languages are among those that come with word vectors. */
function aboutWords(languages: readonly string[]): string {
  if (languages.length === 0) return 'Its examples are in no language of which it knows more words than they have.'
  const names = new Intl.DisplayNames('en', { type: 'language' })
  const list = new Intl.ListFormat('en').format(languages.map((language) => names.of(language) ?? language))
  return `It also knows words that no example has, in ${list}.`
}

/** `parley nlu train <solution>`. 0, or 1 when the files cannot be read or have nothing to learn. */
export async function trainFolder(
  folder: string,
  options: { readonly json?: boolean; readonly out?: string },
): Promise<number> {
  await checkTarget(options.out, '--out')
  const nlu = await readFolderNlu(folder)
  if (nlu === null) return 1
  const count = examplesOf(nlu.intents).length
  if (count >= manyExamples) console.error(`  learning ${count} examples …`)
  const vectors = vectorsFor(Object.values(nlu.intents).flat())
  const began = performance.now()
  const file = trainNluModel(taughtIn(nlu), vectors)
  const tookMs = Math.round(performance.now() - began)
  if (file === null) return noExamples(folder)
  const reading = performance.now()
  const { intents: model } = readParts(file)
  if (model === null) return noExamples(folder)
  const told = {
    examples: model.examples.intents.length,
    intents: model.intents.length,
    features: model.vocabulary.hashes.length,
    bytes: file.length,
    /** Those of the examples of which it is known what words mean that no example has. */
    languages: model.vectors === null ? [] : (languagesOf(model.vectors.id) ?? []),
    threshold: nlu.leastConfidence ?? model.trust.threshold,
    training_ms: tookMs,
    reading_ms: Math.round((performance.now() - reading) * 10) / 10,
  }
  if (options.out !== undefined) await writeFile(options.out, file)
  if (options.json === true) console.log(JSON.stringify(told, null, 2))
  else {
    const what = `${counted(told.examples, 'example')} of ${counted(told.intents, 'intent')}`
    console.log(`Learned ${what} in ${(tookMs / 1000).toFixed(2)} s.`)
    console.log(
      `The model knows ${counted(told.features, 'feature')}, has ${told.bytes} bytes and is read in ${told.reading_ms} ms.`,
    )
    console.log(aboutWords(told.languages))
    console.log(`From a confidence of ${percent(told.threshold)} on, something counts as meant.`)
    console.log(options.out === undefined ? 'Nothing was written.' : `wrote ${options.out}`)
  }
  return 0
}

function noExamples(folder: string): number {
  console.error(`${folder}: the files in nlu/ have no examples to learn from.`)
  return 1
}

function progress(examples: readonly Example[], what: string): { onTraining?: (done: number, of: number) => void } {
  if (examples.length < manyExamples) return {}
  return { onTraining: (done, of) => console.error(`  training ${done + 1} of ${of} (${what}) …`) }
}

function tellUnknown(sentences: readonly KnownSentence[], intents: { readonly [intent: string]: unknown }): void {
  const unknown = sentences.flatMap(({ intent }) => (intent === null || Object.hasOwn(intents, intent) ? [] : [intent]))
  if (unknown.length === 0) return
  const names = [...new Set(unknown)]
  const more = names.length > 5 ? `, and ${names.length - 5} more` : ''
  const list = plainLine(names.slice(0, 5).join(', '))
  console.error(`Of ${counted(unknown.length, 'sentence')} the solution does not have the intent: ${list}${more}.`)
}
