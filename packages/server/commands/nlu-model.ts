import { readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { counted, type IntentModel } from '@parley/nlu'
import { type Nlu, readIntents } from '../solution/intents.ts'
import { modelsFolder } from '../solution/model-cache.ts'
import { readParts } from '../solution/model-parts.ts'
import { trainNlu } from '../solution/trained-nlu.ts'
import { readSide } from './diff.ts'
import type { OperatorOptions } from './operator.ts'
import { showProblems } from './problem.ts'
import { solutionName, UsageError } from './solution-api.ts'

/** What a folder says people may mean; `null` when it cannot be read, which was told. */
export async function readFolderNlu(folder: string): Promise<Nlu | null> {
  const { nlu, problems } = await readIntents(resolve(folder))
  const errors = problems.filter(({ severity }) => severity === 'error')
  showProblems(errors)
  if (problems.length > errors.length)
    console.error(
      `${counted(problems.length - errors.length, 'warning')}: "parley check" and "parley nlu conflicts" tell more.\n`,
    )
  if (nlu === null && problems.length === 0)
    console.error(`${folder} has no nlu/intents.yaml, nor any other file in nlu/.`)
  return nlu
}

export interface FoundModel {
  readonly model: IntentModel
  /** The least confidence that counts: that of the files, else that of training. */
  readonly threshold: number
}

/** The model of a folder's files. Throws in words where there is nothing to learn from. */
export async function modelOf(nlu: Nlu): Promise<FoundModel> {
  return read(await trainNlu(nlu, { models: modelsFolder(), onProgress: console.error }), 'nlu/ has no examples.')
}

/** Of another folder, of a file that `nlu train --out` wrote, or of a version: a number, `live:prod`, `canary:prod`. */
export async function otherModel(folder: string, against: string, options: OperatorOptions): Promise<FoundModel> {
  const [file, inside] = await Promise.all([against, join(against, 'nlu')].map((path) => stat(path).catch(() => null)))
  if (file?.isFile() === true) return found(await readFile(against), null, `${against} has no model.`)
  if (inside?.isDirectory() === true) {
    const nlu = await readFolderNlu(against)
    if (nlu === null) throw new UsageError(`There is nothing in ${against} to compare with.`)
    return modelOf(nlu)
  }
  const build = await readSide(await solutionName(folder), against, options)
  return read(build?.nlu, `Version ${against} has no model of what people mean.`)
}

function read(nlu: Nlu | undefined, missing: string): FoundModel {
  if (nlu?.model === undefined) throw new Error(missing)
  return found(Buffer.from(nlu.model, 'base64'), nlu.leastConfidence, missing)
}

function found(file: Uint8Array, leastConfidence: number | null, missing: string): FoundModel {
  const { intents } = readParts(file)
  if (intents === null) throw new Error(missing)
  return { model: intents, threshold: leastConfidence ?? intents.trust.threshold }
}
