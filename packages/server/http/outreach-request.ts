import { createHash } from 'node:crypto'
import { isLinkLife } from '@parley/actions/outreach'
import { parseDuration, readTag, type Value, type Values } from '@parley/flow'
import type { Outreach, Person } from '@parley/runtime'
import { z } from 'zod'
import { closed, placesOf } from './closed.ts'
import { pointer } from './pointer.ts'
import { Refusal } from './refusal.ts'
import { cleanText, cleanValue } from './text.ts'

/** Where the template had nothing to say there is an empty text, and that is the same as nothing. */
const said = (max: number) =>
  z
    .string()
    .nullable()
    .optional()
    .transform((text) => cleanText(text ?? '').trim() || undefined)
    .pipe(z.string().max(max).optional())

const alias = closed({ alias_name: said(256), alias_label: said(256) })

const user = closed({
  external_id: said(512),
  alias: alias.nullable().optional(),
  braze_id: said(64),
  email: said(320),
  phone: said(64),
})

const variables = z.record(z.string(), z.unknown()).transform((record, context): Values => {
  const clean: Value | undefined = cleanValue(record)
  if (typeof clean === 'object' && clean !== null && !Array.isArray(clean)) return clean as Values
  context.addIssue({ code: 'custom', message: 'Nested too deeply, or a number is out of range.', input: record })
  return z.NEVER
})

const origins = {
  campaign_id: said(256),
  campaign_name: said(256),
  canvas_id: said(256),
  canvas_name: said(256),
  canvas_variant_id: said(256),
  canvas_step_id: said(256),
  canvas_step_name: said(256),
  message_id: said(256),
  message_name: said(256),
  send_id: said(256),
}

const body = closed({
  solution: z.string().min(1).max(128),
  environment: z.enum(['sandbox', 'prod']).default('sandbox'),
  flow: said(128),
  user: user.optional(),
  dispatch_id: said(256),
  ...origins,
  context: variables.nullable().optional(),
  language: said(64),
  mode: z.enum(['link', 'conversation']).default('link'),
  expires_in: said(32),
})

const place = z.object({
  solution: z.string().min(1).max(128),
  environment: z.enum(['sandbox', 'prod']).default('sandbox'),
})

type Body = z.output<typeof body>

const mostErrors = 20

/** Which solution is meant: all that is looked at before the caller has shown its key. */
export function readOutreachPlace(given: unknown): z.output<typeof place> {
  return read(place, given)
}

function read<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues
    .flatMap((issue) => placesOf(issue).map((path) => ({ pointer: pointer(path), detail: issue.message })))
    .slice(0, mostErrors)
  throw new Refusal('invalid-request', undefined, { errors })
}

const usualLife = '7d'

/** What is asked for. `usual`: how long a link is good where the call does not say. `only`: whatever the call says of `mode`. */
export function readOutreach(
  given: unknown,
  usual = usualLife,
  only?: 'link',
): { readonly mode: 'link' | 'conversation'; readonly outreach: Outreach } {
  const asked = read(body, given)
  const { solution, environment, flow, dispatch_id, language, context } = asked
  const mode = only ?? asked.mode
  const person = personOf(asked.user)
  if (Object.keys(person).length === 0)
    throw wrong('/user', 'Nobody is named. Give external_id, alias, braze_id, email or phone.')
  if (dispatch_id === undefined)
    throw wrong(
      '/dispatch_id',
      'Give the id of the send, campaign.dispatch_id in Liquid: it tells a repetition from a new one.',
    )
  if (language !== undefined && readTag(language) === null)
    throw wrong('/language', 'Not a language. Give a BCP 47 tag such as "ko" or "pt-BR", or leave it blank.')
  const keepMs = parseDuration(asked.expires_in ?? usual)
  if (!isLinkLife(keepMs)) throw wrong('/expires_in', 'Give a duration such as 12h or 7d, from 1m to 90d.')
  const outreach = {
    id: idOf([solution, environment, flow ?? null, mode, dispatch_id, nameOf(person)]),
    solution,
    environment,
    ...(flow === undefined ? {} : { flow }),
    person,
    variables: context ?? {},
    ...(language === undefined ? {} : { language }),
    origin: originOf(asked),
    keepMs,
  }
  return { mode, outreach }
}

const wrong = (where: string, detail: string): Refusal =>
  new Refusal('invalid-request', undefined, { errors: [{ pointer: where, detail }] })

function personOf(given: Body['user']): Person {
  const { external_id, alias: named, braze_id, email, phone } = given ?? {}
  const { alias_name, alias_label } = named ?? {}
  return {
    ...(external_id === undefined ? {} : { external_id }),
    ...(alias_name === undefined || alias_label === undefined ? {} : { alias: { alias_name, alias_label } }),
    ...(braze_id === undefined ? {} : { braze_id }),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
  }
}

/** By the first of them that is there, so that a profile that changes its address between two attempts is the same person. */
function nameOf({ external_id, alias: named, braze_id, email, phone }: Person): readonly unknown[] {
  if (external_id !== undefined) return ['external_id', external_id]
  if (named !== undefined) return ['alias', named.alias_label, named.alias_name]
  if (braze_id !== undefined) return ['braze_id', braze_id]
  return email === undefined ? ['phone', phone] : ['email', email]
}

const idOf = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url')

function originOf(asked: Body): Values {
  const names = ['dispatch_id', ...Object.keys(origins)] as readonly (keyof typeof origins | 'dispatch_id')[]
  return Object.fromEntries(names.flatMap((name) => (asked[name] === undefined ? [] : [[name, asked[name]]])))
}
