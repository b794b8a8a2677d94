import type { Json, JsonObject } from '../source/json.ts'
import { brazeSandbox } from './solution-file.ts'

/** Settings that decide where data goes and who is believed: like code, they are for those who may write code. */
const guarded: ReadonlySet<string> = new Set(['egress', 'identity', 'outreach', 'understanding'])
/** Braze's own REST endpoints, as its documentation lists them. */
const brazeEndpoint = /^https:\/\/rest\.[a-z0-9-]+\.braze\.(com|eu)\/?$/

export const isGuarded = (member: string): boolean => guarded.has(member)

/**
 * Whether a change of the parameters sends what goes to Braze, and its key, to an address that is not Braze's own. Those who may write code
 * can do that; for others there is the choice among Braze's clusters and the local sandbox.
 */
export function leadsAway(before: Json | undefined, after: Json | undefined): boolean {
  return ['sandbox', 'prod'].some((environment) => {
    const address = addressIn(after, environment)
    return address !== addressIn(before, environment) && !isBraze(address)
  })
}

const isBraze = (address: Json | undefined): boolean =>
  address === undefined || address === brazeSandbox || (typeof address === 'string' && brazeEndpoint.test(address))

function addressIn(params: Json | undefined, environment: string): Json | undefined {
  const own = isObject(params) ? params[environment] : undefined
  return isObject(own) ? own.braze_url : undefined
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
