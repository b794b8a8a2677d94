import type { StateMapping } from '@parley/flow'
import type { Authored, ConversationId, MigrationPlan } from '@parley/runtime'
import { z } from 'zod'
import { Refusal } from './refusal.ts'
import { pointer } from './request.ts'
import { cleanText, hasControls } from './text.ts'

const environment = z.enum(['sandbox', 'prod'])
const number = z.int().min(1).max(1_000_000_000)
/** Who did it: said by whoever holds the operator's key, and kept with what they did. */
const by = z.string().transform(cleanText).pipe(z.string().trim().min(1).max(200))
const note = z.string().transform(cleanText).pipe(z.string().trim().min(1).max(2000))
const share = z.number().gt(0, 'A canary has a share above 0').lt(1, 'A canary has a share below 1; deploy without one')

const authored = { by: by.optional(), note: note.optional() }
/** The deployment that the caller has seen; 0 = none. */
const after = z.int().min(0).max(1_000_000_000).optional()

const placeName = z.string().max(200)
const mapping = z.strictObject({
  nodes: z.record(placeName, placeName).default({}),
  variables: z.record(placeName, placeName.nullable()).default({}),
})

const draftDays = { least: 1 / 24, usual: 7, most: 90 }

const bodies = {
  version: z.object({ build: z.unknown(), ...authored }),
  deployment: z.object({ environment, version: number, canary: share.optional(), after, ...authored }),
  rollback: z.object({ environment, to: number.optional(), after, ...authored }),
  canary: z
    .object({ environment, share: share.optional(), end: z.enum(['promote', 'abort']).optional(), after, ...authored })
    .refine((body) => (body.share === undefined) !== (body.end === undefined), 'Send either `share` or `end`'),
  archive: z.object({ force: z.boolean().optional(), by: by.optional() }),
  draft: z.object({
    build: z.unknown(),
    name: z
      .string()
      .min(1)
      .max(64)
      .refine((it) => !hasControls(it), 'Invalid input: holds control characters')
      .default('draft'),
    by: by.optional(),
    days: z.number().min(draftDays.least).max(draftDays.most).default(draftDays.usual),
  }),
  migration: z.object({
    from: number,
    to: number,
    environment: environment.optional(),
    mapping: mapping.default({ nodes: {}, variables: {} }),
    dry_run: z.boolean().optional(),
    limit: z.int().min(1).max(1000).default(500),
    after: z
      .string()
      .regex(/^conv_[A-Za-z0-9_-]{1,64}$/, 'Not the id of a conversation')
      .optional(),
    ...authored,
  }),
  batch: z.object({ limit: z.int().min(1).max(1000).default(500) }),
} as const

type Bodies = typeof bodies

/** A request's body as its route documents it. */
export function readBody<Name extends keyof Bodies>(name: Name, given: unknown): z.output<Bodies[Name]> {
  return read(bodies[name], given ?? {}) as z.output<Bodies[Name]>
}

const queries = {
  versions: z.object({
    before: z.coerce.number().int().min(1).optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  }),
  deployments: z.object({ environment, limit: z.coerce.number().int().min(1).max(1000).default(100) }),
  diff: z.object({ from: z.string().max(100), to: z.string().max(100) }),
} as const

type Queries = typeof queries

export function readQuery<Name extends keyof Queries>(name: Name, given: unknown): z.output<Queries[Name]> {
  return read(queries[name], given) as z.output<Queries[Name]>
}

function read(schema: z.ZodType, given: unknown): unknown {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues
    .slice(0, 20)
    .map((issue) => ({ pointer: pointer(issue.path), detail: issue.message }))
  throw new Refusal('invalid-request', undefined, { errors })
}

/** Who and why, from the body or, for who, from the header `Parley-By`. */
export function authoredOf(
  body: { readonly by?: string | undefined; readonly note?: string | undefined },
  header: string | string[] | undefined,
): Authored {
  const given = by.safeParse(header)
  const author = body.by ?? (given.success ? given.data : undefined)
  return { ...(author !== undefined && { by: author }), ...(body.note !== undefined && { note: body.note }) }
}

/** The number of a version in an address. */
export function readNumber(given: string): number {
  if (/^[1-9][0-9]{0,8}$/.test(given)) return Number(given)
  throw new Refusal('unknown-version', 'A version is named by its number, counted from 1.')
}

/** `3`, `live:prod`, `canary:prod` */
export type VersionRef =
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'live' | 'canary'; readonly environment: 'sandbox' | 'prod' }

export function readRef(given: string, member: string): VersionRef {
  const [, kind, where] = /^(live|canary):(sandbox|prod)$/.exec(given) ?? []
  if (kind !== undefined) return { kind: kind as 'live' | 'canary', environment: where as 'sandbox' | 'prod' }
  if (/^[1-9][0-9]{0,8}$/.test(given)) return { kind: 'number', number: Number(given) }
  throw new Refusal('invalid-request', undefined, {
    errors: [
      {
        pointer: `/${member}`,
        detail: 'Name a version by its number, or as live:<environment> or canary:<environment>',
      },
    ],
  })
}

export function planOf(solution: string, body: z.output<Bodies['migration']>): MigrationPlan {
  const { from, to, environment: where = null } = body
  return { solution, from, to, environment: where, mapping: body.mapping as StateMapping }
}

export const afterOf = (given: string | undefined): { readonly after?: ConversationId } =>
  given === undefined ? {} : { after: given as ConversationId }
