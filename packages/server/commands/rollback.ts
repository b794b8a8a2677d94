import { type AuthorOptions, readAuthor } from './author.ts'
import { askOperator, type OperatorOptions } from './operator.ts'
import { type DeployedAnswer, readEnvironment, readVersionNumber, solutionName, solutionPath } from './solution-api.ts'

export interface RollbackOptions extends OperatorOptions, AuthorOptions {
  readonly environment: string
  readonly to?: string
  readonly note?: string
}

/** `parley rollback <solution> --environment E [--to N]`: back to what was live before. */
export async function rollback(given: string, options: RollbackOptions): Promise<number> {
  const environment = readEnvironment(options.environment)
  const to = options.to === undefined ? undefined : readVersionNumber(options.to)
  const solution = await solutionName(given)
  const { deployment, changed } = await askOperator<DeployedAnswer>(solutionPath(solution, '/rollback'), options, {
    method: 'POST',
    body: {
      environment,
      by: await readAuthor(options),
      ...(to === undefined ? {} : { to }),
      ...(options.note === undefined ? {} : { note: options.note }),
    },
  })
  const { version, deployment: number } = deployment
  console.log(
    changed
      ? `Version ${version} of ${solution} is live in ${environment} again, for everybody (deployment ${number}). Running conversations stay where they are.`
      : `Version ${version} of ${solution} is live in ${environment} already. Nothing was changed.`,
  )
  return 0
}
