import { type AuthorOptions, readAuthor } from './author.ts'
import { askOperator, type OperatorOptions } from './operator.ts'
import { readVersionNumber, solutionName, solutionPath } from './solution-api.ts'

export interface ArchiveOptions extends OperatorOptions, AuthorOptions {
  readonly force?: boolean
}

/** `parley archive <solution> <n>`: puts a version away, so that nobody deploys it any more. */
export async function archive(given: string, version: string, options: ArchiveOptions): Promise<number> {
  const number = readVersionNumber(version)
  const solution = await solutionName(given)
  const body = { by: await readAuthor(options), ...(options.force === true ? { force: true } : {}) }
  await askOperator(solutionPath(solution, `/versions/${number}/archive`), options, { method: 'POST', body })
  console.log(`Version ${number} of ${solution} is archived. Back: parley unarchive ${solution} ${number}`)
  return 0
}

/** `parley unarchive <solution> <n>` */
export async function unarchive(given: string, version: string, options: OperatorOptions): Promise<number> {
  const number = readVersionNumber(version)
  const solution = await solutionName(given)
  await askOperator(solutionPath(solution, `/versions/${number}/archive`), options, { method: 'DELETE' })
  console.log(`Version ${number} of ${solution} is no longer archived.`)
  return 0
}
