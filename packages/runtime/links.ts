/**
 * Links that let one person into a conversation, and conversations that begin by themselves.
 *
 * Owns what is kept of both, who may use a link, and that what was asked for begins. Leaves tokens to whoever makes them (a hash
 * is all that is seen here), and the conversation's first turn to `conversations`.
 *
 * RL1 a link identifies one person once: the first start uses it up, and only the visitor who made that start can use it again
 * RL2 asked for again under the same id, at once, later or on another node, it is the same link, the same conversation
 * RL3 what was acknowledged begins once, also when nodes die
 * RL4 nothing fails at its use because the flow has changed since
 */
import { hash } from 'node:crypto'
import type { Values } from '@parley/flow'
import type { Cipher } from './cipher.ts'
import type { Database } from './database.ts'
import { RuntimeError } from './error.ts'
import { createGatherer } from './gather.ts'
import { fitVariables } from './given-variables.ts'
import { type ConversationId, createId } from './ids.ts'
import type { Links, LinkUsed, Outreach, Person } from './link.ts'
import type { Log } from './ports.ts'
import type { Programs } from './programs.ts'
import type { Environment, Runtime, StartInput } from './runtime.ts'
import { dropLinks } from './sql/drop-links.ts'
import { type DueLink, endLinks, type LinkEnd, leaseLinks } from './sql/lease-links.ts'
import { type LinkRow, type PutLink, putLinks } from './sql/put-links.ts'
import { findLink, type LinkBegins, unuseLink, useLink } from './sql/use-link.ts'
import type { ChooseVersion } from './version-choice.ts'
import { asked } from './versions.ts'

export interface LinksParts {
  readonly db: Database['pool']
  readonly workspace: string
  readonly cipher: Cipher
  readonly log: Log
  readonly programs: Programs
  readonly choose: ChooseVersion
  readonly start: Runtime['start']
  readonly limits: { readonly leaseMs: number; readonly databaseMs: number; readonly queue: number }
  now(): number
}

export type LinkStore = Links & {
  /** Begins what is due. */
  look(): Promise<void>
  /** Removes links that expired long ago. */
  sweep(): Promise<void>
  /** Resolves when nothing is being begun. */
  close(): Promise<void>
}

/** Written together; more only make each other wait. */
const mostPut = 500
/** Begun at one look: more make a larger batch, and everybody else waits longer for the process meanwhile. */
const mostBegun = 64
/** How often the same visitor may begin with one link: more is no person. */
const mostUses = 20
/** What an environment runs is looked up that often. */
const freshMs = 1000
const firstPauseMs = 1000
const longestPauseMs = 3_600_000
/** Reports want to know of links that nobody used. */
const keptMs = 30 * 86_400_000
const mostDropped = 5000

/** Long and random, so that neither salt nor slowness is needed. */
const hashOf = (secret: string): string => hash('sha256', secret, 'base64url')

interface Putting {
  readonly row: LinkRow
  readonly since: number
}

export function createLinks(parts: LinksParts): LinkStore {
  const { db, workspace, log, limits, now } = parts
  const fitting = createFitting(parts)
  let waiting = 0
  let looking: Promise<void> | null = null
  let wakened = false

  const write = createGatherer<Putting, PutLink | null>(
    async (round) => {
      // Who has waited that long is refused, so that a database that comes back is not met by what nobody waits for.
      const due = round.filter(({ since }) => performance.now() - since < limits.databaseMs)
      if (due.length === 0) return round.map(() => null)
      const put = await asked(
        putLinks(
          db,
          workspace,
          due.map(({ row }) => row),
          parts.cipher,
        ),
      )
      return round.map(({ row }) => put.get(row.id) ?? null)
    },
    { keyOf: ({ row }) => row.id, most: mostPut },
  )

  async function put(outreach: Outreach, more: Pick<LinkRow, 'tokenHash' | 'conversation'>): Promise<PutLink> {
    if (waiting >= limits.queue) throw overloaded()
    waiting += 1
    try {
      const variables = await fitting(outreach)
      const { id, solution, environment, flow = null, person, language = null, origin, keepMs } = outreach
      const createdAt = Math.floor(now())
      const time = { createdAt, expiresAt: createdAt + keepMs }
      const row = { id, solution, environment, flow, person, variables, language, origin, ...time, ...more }
      const kept = await write({ row, since: performance.now() })
      if (kept === null) throw overloaded()
      return kept
    } finally {
      waiting -= 1
    }
  }

  async function refusal(tokenHash: string): Promise<RuntimeError> {
    const link = await asked(findLink(db, workspace, tokenHash))
    if (link === null) return unknown()
    if (link.expiresAt <= now())
      return new RuntimeError('link-expired', 'The time of this link is over. Ask whoever sent it for a new one.')
    return new RuntimeError(
      'link-used',
      'This link was used already, and opens the chat once. Go on in the browser in which it was opened, or ask for a new one.',
    )
  }

  async function use(token: string, visitor: string | undefined): Promise<LinkUsed> {
    const tokenHash = hashOf(token)
    const at = Math.floor(now())
    const conversation: ConversationId = createId('conv', at)
    const by = visitor === undefined ? null : hashOf(visitor)
    const link = await asked(useLink(db, workspace, { tokenHash, at, by, conversation, most: mostUses }, parts.cipher)) // RL1
    if (link === null) throw await refusal(tokenHash)
    const proof = link.person.external_id === undefined ? {} : ({ proof: 'link' } as const)
    return {
      start: { ...startOf(link, conversation), ...proof },
      undo: () => asked(unuseLink(db, workspace, link.id, conversation)),
    }
  }

  const end = createGatherer(async (ends: readonly LinkEnd[]) => {
    await endLinks(db, workspace, ends, Math.floor(now()))
    return ends.map(() => undefined)
  })

  async function beginOne(due: DueLink): Promise<void> {
    const { id, conversation } = due
    if (due.begun) return end({ id, begun: true, againAt: null }) // RL3
    try {
      // Its id was decided when it was asked for: of two nodes that begin it, one fails. RL3
      await parts.start({ ...startOf(due, conversation), page: null, channel: 'web' })
      await end({ id, begun: true, againAt: null })
    } catch (error) {
      const code = error instanceof RuntimeError ? error.code : undefined
      // The lease runs out, and this node or another finds it again.
      if (code === 'database-unavailable' || code === 'closing') return
      const pauseMs = Math.min(firstPauseMs * 2 ** (due.attempts - 1), longestPauseMs)
      const againAt = Math.floor(now() + pauseMs)
      const givenUp = againAt >= due.expiresAt
      const fields = { conversation, solution: due.solution, reason: code ?? 'unknown', attempts: due.attempts }
      if (givenUp) log.error(fields, 'a conversation that was asked for did not begin and was given up')
      else log.warn(fields, 'a conversation that was asked for did not begin, is tried again')
      await end({ id, begun: false, againAt: givenUp ? null : againAt })
    }
  }

  async function look(): Promise<void> {
    for (;;) {
      const lease = { workspace, now: Math.floor(now()), ms: limits.leaseMs, limit: mostBegun }
      const due = await leaseLinks(db, lease, parts.cipher)
      await Promise.all(due.map(beginOne))
      if (due.length < mostBegun) return
      // What came in meanwhile is answered first.
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  /** One look at a time; the poll looks again, and reports. */
  function wake(): void {
    wakened = true
    looking ??= lookWhileWakened().finally(() => {
      looking = null
    })
  }

  async function lookWhileWakened(): Promise<void> {
    while (wakened) {
      wakened = false
      await look().catch(() => {})
    }
  }

  return {
    async put(outreach, token) {
      const { expiresAt } = await put(outreach, { tokenHash: hashOf(token), conversation: null })
      return { expiresAt }
    },
    async begin(outreach) {
      const { conversation } = await put(outreach, { tokenHash: null, conversation: createId('conv', now()) })
      wake()
      if (conversation === null) throw new Error(`the outreach ${outreach.id} has no conversation`)
      return { conversation }
    },
    async find(token) {
      const link = await asked(findLink(db, workspace, hashOf(token)))
      if (link === null) throw unknown()
      return { solution: link.solution, environment: link.environment, externalId: link.person.external_id }
    },
    use,
    look,
    async close() {
      await looking
    },
    async sweep() {
      while ((await dropLinks(db, workspace, Math.floor(now()) - keptMs, mostDropped)) === mostDropped);
    },
  }
}

const overloaded = () =>
  new RuntimeError('overloaded', 'More links are being made than can be kept now. Try again in a moment.')

const unknown = () =>
  new RuntimeError('link-unknown', 'There is no such link, or no longer. Open it exactly as it was sent.')

function startOf(link: LinkBegins, id: ConversationId): Omit<StartInput, 'page' | 'channel'> {
  const { solution, environment, flow, language, variables } = link
  const campaign = campaignOf(link.origin)
  return {
    id,
    solution,
    environment,
    ...(flow === null ? {} : { flow }),
    contact: contactOf(link.person),
    variables,
    ...(language === null ? {} : { language }),
    ...(campaign === undefined ? {} : { campaign }),
    lenient: true, // RL4
  }
}

/** As people call it, where Braze says so. */
function campaignOf(origin: Values): string | undefined {
  const names = ['campaign_name', 'canvas_name', 'campaign_id', 'canvas_id'] as const
  const told = names.map((name) => origin[name]).find((value) => typeof value === 'string')
  return typeof told === 'string' ? told : undefined
}

function contactOf({ external_id, email, phone }: Person): StartInput['contact'] {
  return {
    ...(external_id === undefined ? {} : { external_id }),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
  }
}

/** Reads variables for the version that an environment runs, which is looked up now and then and not for each. */
function createFitting(parts: LinksParts): (outreach: Outreach) => Promise<Values> {
  const { db, now } = parts
  type Chosen = ReturnType<ChooseVersion>
  const live = new Map<string, { readonly until: number; readonly chosen: Chosen }>()

  function choose(solution: string, environment: Environment): Chosen {
    const key = `${environment} ${solution}`
    const present = live.get(key)
    if (present !== undefined && present.until > now()) return present.chosen
    const input = { solution, environment, contact: {}, variables: {}, page: null, channel: 'web' }
    const chosen = parts.choose(input, createId('cont', now()))
    if (live.size >= 256) live.clear()
    live.set(key, { until: now() + freshMs, chosen })
    chosen.catch(() => live.delete(key))
    return chosen
  }

  return async ({ solution, environment, flow, variables }) => {
    const { version } = await choose(solution, environment)
    const program = parts.programs.find(version) ?? (await asked(parts.programs.load(db, version)))
    if (flow !== undefined && !program.flows.has(flow))
      throw new RuntimeError(
        'unknown-flow',
        `The solution ${solution} has no flow ${JSON.stringify(flow.slice(0, 80))} in ${environment}.`,
      )
    return fitVariables(program, flow ?? program.start, variables)
  }
}
