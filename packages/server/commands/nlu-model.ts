import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type IntentModel, readModel, unpackModel } from '@parley/nlu'
import { type Nlu, readIntents } from '../solution/intents.ts'
import { modelsFolder } from '../solution/model-cache.ts'
import { trainNlu } from '../solution/trained-nlu.ts'
import { findVectors } from '../solution/word-vectors.ts'
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
    console.error(`${problems.length - errors.length} warnings; "parley check" and "parley nlu conflicts" tell them.\n`)
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

/** Of another folder, or of a version: a number, `live:prod`, `canary:prod`. */
export async function otherModel(folder: string, against: string, options: OperatorOptions): Promise<FoundModel> {
  const isFolder = await stat(join(against, 'nlu')).then(
    (entry) => entry.isDirectory(),
    () => false,
  )
  if (isFolder) {
    const nlu = await readFolderNlu(against)
    if (nlu === null) throw new UsageError(`There is nothing in ${against} to compare with.`)
    return modelOf(nlu)
  }
  const build = await readSide(await solutionName(folder), against, options)
  return read(build?.nlu, `Version ${against} has no model of what people mean.`)
}

function read(nlu: Nlu | undefined, missing: string): FoundModel {
  const { intents } = nlu?.model === undefined ? { intents: null } : unpackModel(Buffer.from(nlu.model, 'base64'))
  if (intents === null) throw new Error(missing)
  const model = readModel(intents, findVectors)
  return { model, threshold: nlu?.leastConfidence ?? model.trust.threshold }
}
