// Who may begin a conversation, and as whom: the page's origin, how often, and what is proved of the person.
import type { Environment, StartInput } from '@parley/runtime'
import type { FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { LiveSolution, LiveSolutions } from '../live-solutions.ts'
import { type ProvedContact, readIdentity } from './identity.ts'
import { allowsOrigin, anyOrigin, type Origins, originsOf } from './origin.ts'
import type { RateLimits } from './rate-limit.ts'
import { Refusal } from './refusal.ts'

export interface AdmissionParts {
  readonly live?: LiveSolutions | undefined
  /** Origins besides our own that may do everything. */
  readonly allowed: Origins
  readonly rates: RateLimits
  readonly log: Logger
  readonly now: () => number
}

interface Place {
  readonly solution: string
  readonly environment: Environment
}

/** How many solutions' keys a stranger could fill the counters with is bounded: longer names are no solution's. */
const placeKey = ({ solution, environment }: Place): string => `${environment} ${solution.slice(0, 64)}`

/**
 * The start as it may be made: with an identity, the contact is what is proved. `link`: it comes with a link, or a preview's, which
 * is looked at afterwards.
 *
 * @throws Refusal `rate-limited`, `origin-not-allowed`, `identity-refused`, `identity-needed`, `invalid-request`
 */
export async function admitStart(
  request: FastifyRequest,
  input: StartInput,
  shown: { readonly identity: string | undefined; readonly link: boolean },
  parts: AdmissionParts,
): Promise<StartInput> {
  await parts.rates.take('starts', request.raw, countedBy(input), { address: false })
  const live = await find(input, parts)
  checkOrigin(request, live, parts)
  if (shown.identity === undefined) {
    if (live?.build.identity?.required === true && !shown.link) throw new Refusal('identity-needed')
    return input
  }
  if (live === null) throw new Refusal('not-deployed')
  const proved = await prove(shown.identity, input, live, parts)
  const { external_id: said, language } = input.contact
  if (said !== undefined && said !== proved.external_id)
    throw new Refusal('invalid-request', undefined, {
      errors: [{ pointer: '/contact/external_id', detail: 'The identity says somebody else. Leave it out.' }],
    })
  return { ...input, contact: { ...(language !== undefined && { language }), ...proved }, proof: 'identity' }
}

/** Who logs in, on a page from which conversations may be begun. */
export async function admitLogin(
  request: FastifyRequest,
  input: Place & { readonly visitor: string; readonly identity: string },
  parts: AdmissionParts,
): Promise<ProvedContact> {
  await parts.rates.take('identify', request.raw, countedBy(input), { address: false })
  const live = await find(input, parts)
  checkOrigin(request, live, parts)
  if (live === null) throw new Refusal('not-deployed')
  return prove(input.identity, input, live, parts)
}

/** A page whose reports may be taken. `null`: the solution does not run there. */
export async function admitPage(
  request: FastifyRequest,
  place: Place,
  parts: AdmissionParts,
): Promise<LiveSolution | null> {
  const live = await find(place, parts)
  checkOrigin(request, live, parts)
  return live
}

const countedBy = (input: Place & { readonly visitor?: string }) => ({
  ...(input.visitor !== undefined && { visitor: input.visitor }),
  solution: placeKey(input),
})

async function find({ solution, environment }: Place, { live }: AdmissionParts): Promise<LiveSolution | null> {
  return (await live?.find(solution, environment)) ?? null
}

/** The door lets in the origins of all solutions; what one of them lists holds for it alone. */
function checkOrigin({ headers }: FastifyRequest, live: LiveSolution | null, { allowed }: AdmissionParts): void {
  if (headers.origin === undefined) return
  const own = originsOf(live?.build.web?.origins ?? [])
  if (!allowsOrigin(headers, anyOrigin(allowed, own))) throw new Refusal('origin-not-allowed')
}

function prove(
  identity: string,
  { solution, environment }: Place,
  live: LiveSolution | null,
  { log, now }: AdmissionParts,
): Promise<ProvedContact> {
  const tell = (reason: string) => log.info({ solution, environment, reason }, 'an identity was refused')
  return readIdentity(identity, live, now(), tell)
}
