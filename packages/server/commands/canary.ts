import { type AuthorOptions, readAuthor } from './author.ts'
import { askOperator, type OperatorOptions } from './operator.ts'
import {
  type DeployedAnswer,
  printShare,
  readEnvironment,
  readShare,
  solutionName,
  solutionPath,
} from './solution-api.ts'

export interface CanaryOptions extends OperatorOptions, AuthorOptions {
  readonly environment: string
  /** `25%`, `promote`, `abort` */
  readonly share: string
  readonly note?: string
}

/** `parley canary <solution> --environment E --share 25%|promote|abort`: more or fewer people, everybody, nobody. */
export async function canary(given: string, options: CanaryOptions): Promise<number> {
  const environment = readEnvironment(options.environment)
  const { share } = options
  const change = share === 'promote' || share === 'abort' ? { end: share } : { share: readShare(share) }
  const solution = await solutionName(given)
  const { deployment, changed } = await askOperator<DeployedAnswer>(solutionPath(solution, '/canary'), options, {
    method: 'POST',
    body: {
      environment,
      by: await readAuthor(options),
      ...change,
      ...(options.note === undefined ? {} : { note: options.note }),
    },
  })
  const { version, canary: running } = deployment
  const what =
    running === null
      ? `Version ${version} of ${solution} is live in ${environment} for everybody.`
      : `Version ${running.version} of ${solution} is live in ${environment} for ${printShare(running.share)} of the people, version ${version} for the others.`
  console.log(changed ? what : `${what} Nothing was changed.`)
  return 0
}
