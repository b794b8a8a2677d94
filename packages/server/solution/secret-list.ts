import { brazeSandbox } from '@parley/actions'
import type { SecretEntry } from '@parley/studio/api'
import type { Solutions } from '../http/solution-parts.ts'
import type { Sources } from '../sources/sources.ts'
import { environments, readBuild } from './build.ts'
import { readSecrets, secretVariable } from './secrets.ts'
import { settingsFile } from './settings-file.ts'

interface Declared {
  readonly secrets: readonly string[]
  readonly params: { readonly [environment: string]: { readonly [name: string]: unknown } }
}

/** The secrets that a solution declares, and where this server has a value for them; never the value. */
export async function listSecrets(
  solution: string,
  parts: { readonly sources: Pick<Sources, 'find' | 'read' | 'code'>; readonly solutions: Pick<Solutions, 'versions'> },
): Promise<readonly SecretEntry[]> {
  const { secrets, params } = await declared(solution, parts)
  const has = (name: string, environment: 'sandbox' | 'prod'): boolean => {
    // The Braze sandbox that comes along knows its own key.
    if (name === 'braze_api_key' && params[environment]?.braze_url === brazeSandbox) return true
    return readSecrets({ secrets: [name] }, environment).missing.length === 0
  }
  return secrets.map((name) => ({
    name,
    sandbox: has(name, 'sandbox'),
    prod: has(name, 'prod'),
    variable: { sandbox: secretVariable('sandbox', name), prod: secretVariable('prod', name) },
  }))
}

/** As `solution.ts` says in plain values; in code, as it says when it is run; without a document, as the newest version says. */
async function declared(
  solution: string,
  { sources, solutions }: Parameters<typeof listSecrets>[1],
): Promise<Declared> {
  if ((await sources.find(solution)) !== null) {
    const read = settingsFile().readSolutionFile((await sources.read(solution))['solution.ts'] ?? '')
    if (read.kind === 'read' && !read.inCode.some((path) => path.startsWith('secrets') || path.startsWith('params')))
      return plainOf(read.settings)
    const { build } = await sources.code(solution)
    return build ?? (read.kind === 'read' ? plainOf(read.settings) : { secrets: [], params: {} })
  }
  const newest = await Promise.all(environments.map((environment) => solutions.versions.current(solution, environment)))
  const live = newest.find((deployment) => deployment !== null)
  const [stored] = live == null ? await solutions.versions.list(solution, { limit: 1 }) : [live]
  return stored === undefined ? { secrets: [], params: {} } : readBuild(await solutions.versions.load(stored.version))
}

function plainOf(settings: { readonly [member: string]: unknown }): Declared {
  const { secrets = [], params = {} } = settings
  return {
    secrets: Array.isArray(secrets) ? secrets.filter((name) => typeof name === 'string') : [],
    params: typeof params === 'object' && params !== null ? (params as Declared['params']) : {},
  }
}
