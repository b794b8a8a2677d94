import type { Environment, SolutionBuild } from './build.ts'

/** `PARLEY_SECRET_<ENVIRONMENT>_<NAME>`, the environment variable that holds a secret. */
export function secretVariable(environment: Environment, name: string): string {
  return `PARLEY_SECRET_${environment}_${name}`.toUpperCase().replaceAll('-', '_')
}

export interface Secrets {
  /** By the name that the solution gave them. */
  readonly values: { readonly [name: string]: string }
  /** Those whose variable is not set. */
  readonly missing: readonly { readonly name: string; readonly variable: string }[]
}

/** The secrets that a build declares, taken from the environment variables of this process. */
export function readSecrets(
  build: Pick<SolutionBuild, 'secrets'>,
  environment: Environment,
  env: NodeJS.ProcessEnv = process.env,
): Secrets {
  const values: Record<string, string> = {}
  const missing: { readonly name: string; readonly variable: string }[] = []
  for (const name of build.secrets) {
    const variable = secretVariable(environment, name)
    const value = env[variable]
    if (value === undefined || value === '') missing.push({ name, variable })
    else values[name] = value
  }
  return { values, missing }
}
