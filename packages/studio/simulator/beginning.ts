/** How a simulated conversation begins, as its dialog has it: everything that is typed is text. */
import type { Contact, Page, Value, Values } from '@parley/flow'
import type { Beginning } from '../worker/protocol.ts'
import { type OutputField, parseValues, readOutputs } from './outputs.ts'

export interface BeginningDraft {
  readonly flow: string
  readonly node: string
  readonly language: string
  /** As the field of the browser has it, local time. */
  readonly at: string
  readonly contact: { readonly [member: string]: string }
  readonly proved: boolean
  readonly url: string
  readonly title: string
  readonly tags: string
  readonly utm: string
  readonly product: string
  readonly profile: string
  readonly variables: { readonly [name: string]: string }
}

/** The contact of a story that names none. */
const usualId = 'cont_story'

export const emptyDraft: BeginningDraft = {
  flow: '',
  node: '',
  language: '',
  at: '',
  contact: {},
  proved: false,
  url: '',
  title: '',
  tags: '',
  utm: '',
  product: '',
  profile: '',
  variables: {},
}

/** The fields of variables, by their types. */
export function variableFields(
  variables: readonly { readonly name: string; readonly type: string }[],
): readonly OutputField[] {
  const json = ['choices', 'file', 'location', 'form', 'json']
  return variables.map(({ name, type }) => ({
    name,
    type: type === 'number' || type === 'boolean' ? type : json.includes(type) ? 'json' : 'text',
  }))
}

/** Names of fields that hold something else than they should. */
export function faultsIn(draft: BeginningDraft, fields: readonly OutputField[]): readonly string[] {
  const objects = (['tags', 'utm', 'product', 'profile'] as const).filter((name) => parseValues(draft[name]) === null)
  return [...objects, ...readOutputs(fields, draft.variables).wrong.map((name) => `variables.${name}`)]
}

/** `now`: epoch milliseconds, where no moment is given. */
export function beginningOf(draft: BeginningDraft, fields: readonly OutputField[], now: number): Beginning {
  const { flow, node, language, at, proved, profile } = draft
  const known = Object.entries(draft.contact).filter(([, value]) => value !== '')
  // As the widget does: whom nobody knows comes back as the same visitor, and Braze knows them by that.
  const visitor = draft.contact.external_id ? {} : { visitor: usualId }
  const contact = { id: usualId, ...visitor, ...Object.fromEntries(known), ...(proved ? { proved } : {}) } as Contact
  const moment = at === '' ? Math.floor(now / 60_000) * 60_000 : new Date(at).getTime()
  const looked = parseValues(profile) ?? {}
  return {
    ...(flow === '' ? {} : { flow }),
    ...(node === '' ? {} : { node }),
    at: Number.isFinite(moment) ? moment : now,
    contact,
    variables: readOutputs(fields, draft.variables).outputs,
    page: pageOf(draft),
    ...(Object.keys(looked).length === 0 ? {} : { profile: looked }),
    ...(language === '' ? {} : { language }),
  }
}

function pageOf({ url, title, tags, utm, product }: BeginningDraft): Page | null {
  const members: { readonly [member: string]: Value | Values | null } = {
    url: url || null,
    title: title || null,
    tags: filled(tags),
    utm: filled(utm),
    product: filled(product),
  }
  const known = Object.entries(members).filter(([, value]) => value !== null)
  return known.length === 0 ? null : (Object.fromEntries(known) as Page)
}

function filled(text: string): Values | null {
  const values = parseValues(text) ?? {}
  return Object.keys(values).length === 0 ? null : values
}

/** Variables as somebody would type them. */
export function typedVariables(values: Values): { readonly [name: string]: string } {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === null ? [] : [[name, typeof value === 'string' ? value : JSON.stringify(value)] as const],
    ),
  )
}
