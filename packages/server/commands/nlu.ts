import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { crossValidate, type Evaluation, evaluate, examplesOf } from '@parley/nlu'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { type Nlu, readIntents } from '../solution/intents.ts'
import { recognizerOf, trainNlu } from '../solution/trained-nlu.ts'
import { printTable } from './operator.ts'
import { showProblems } from './problem.ts'

/** More than anybody reads in a terminal. */
const mostConfusions = 20

/** `parley nlu cross-validate <solution>`. 0, or 1 when the intents cannot be read. */
export async function crossValidateNlu(
  folder: string,
  options: { readonly json?: boolean; readonly folds: string },
): Promise<number> {
  const folds = Number(options.folds)
  if (!Number.isInteger(folds) || folds < 2 || folds > 20) {
    console.error(`--folds is a number from 2 to 20, not "${options.folds}".`)
    return 2
  }
  const nlu = await readNlu(folder)
  if (nlu === null) return 1
  const threshold = nlu.leastConfidence === null ? {} : { threshold: nlu.leastConfidence }
  tell(crossValidate(examplesOf(nlu.intents), { folds, ...threshold }), options)
  return 0
}

/** `parley nlu test <solution> --data <file>`. 0, or 1 when the intents or the sentences cannot be read. */
export async function testNlu(
  folder: string,
  options: { readonly json?: boolean; readonly data: string },
): Promise<number> {
  const nlu = await readNlu(folder)
  if (nlu === null) return 1
  const recognizer = recognizerOf(trainNlu(nlu))
  if (recognizer === null) {
    console.error('nlu/intents.yaml has no examples to learn from.')
    return 1
  }
  try {
    tell(evaluate(recognizer, readSentences(options.data, await readFile(resolve(options.data), 'utf8'))), options)
    return 0
  } catch (error) {
    const why =
      error instanceof z.ZodError ? z.prettifyError(error) : String(error instanceof Error ? error.message : error)
    console.error(`${options.data} cannot be read: ${why}`)
    return 1
  }
}

async function readNlu(folder: string): Promise<Nlu | null> {
  const { nlu, problems } = await readIntents(resolve(folder))
  showProblems(problems)
  if (nlu === null && problems.length === 0) console.error(`${folder} has no nlu/intents.yaml.`)
  return nlu
}

const sentence = z.object({
  text: z.string(),
  intent: z
    .string()
    .nullable()
    .transform((intent) => (intent === '' ? null : intent)),
})

/** By the name of the file CSV, its first line naming the columns, or else JSON lines. */
function readSentences(file: string, text: string): readonly z.infer<typeof sentence>[] {
  const rows: unknown[] = file.endsWith('.csv')
    ? parse(text, {
        bom: true,
        skip_empty_lines: true,
        columns: (names: string[]) => names.map((name) => name.toLowerCase()),
      })
    : text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [JSON.parse(line)]))
  return z.array(sentence).parse(rows)
}

function tell(evaluation: Evaluation, { json }: { readonly json?: boolean }): void {
  const { total, right, accuracy, intents, confusions } = evaluation
  if (json === true) {
    console.log(JSON.stringify(evaluation, null, 2))
    return
  }
  console.log(`${right} of ${total} sentences understood (${percent(accuracy)}).\n`)
  printTable(
    ['intent', 'sentences', 'precision', 'recall'],
    intents.map((each) => [
      each.intent ?? '(out of scope)',
      String(each.examples),
      percent(each.precision),
      percent(each.recall),
    ]),
  )
  if (confusions.length === 0) return
  console.log('')
  printTable(
    ['meant', 'taken for', 'times', 'such as'],
    confusions
      .slice(0, mostConfusions)
      .map((each) => [each.intent ?? '(out of scope)', each.taken ?? '(nothing)', String(each.count), each.text]),
  )
}

const percent = (share: number | null): string => (share === null ? '–' : `${(100 * share).toFixed(1)} %`)
