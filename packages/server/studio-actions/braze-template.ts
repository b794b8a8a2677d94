/** An action for each endpoint of Braze, to begin with: it compiles, says what the endpoint does, and takes from its input what a request needs. */
import { type Endpoint, type EndpointId, groups } from '@parley/braze/contract'
import { tellEndpoint } from '@parley/braze/editor-types'
import type { ActionTemplate } from '@parley/studio/api'
import { z } from 'zod'
import { type Inputs, renderLiteral, scalarOf, unwrap } from './endpoint-literal.ts'

/** Of a line of a comment, characters. */
const widest = 90

/** All of them, in the order of Braze's documentation. */
export function brazeTemplates(): readonly ActionTemplate[] {
  return Object.entries(groups).flatMap(([group, rows]) =>
    Object.values<Endpoint>(rows).map((row) => {
      const { what, limits, page, rate, batch } = tellEndpoint(row)
      return {
        id: row.id,
        name: nameOf(row.id),
        group,
        method: row.method,
        path: row.path,
        what,
        limits: [limits, `${rate}${batch === '' ? '' : `, at most ${batch}`}.`].filter((text) => text !== '').join(' '),
        permission: row.permission ?? null,
        page,
        deprecated: row.deprecated ?? null,
        text: renderTemplate(row),
      }
    }),
  )
}

/** What an action of an endpoint is called when it is new: `users-track`. */
const nameOf = (id: string): string => id.replaceAll(/[._]+/g, '-').toLowerCase()

/** Requests that the schema alone does not tell how to write: everything in them is optional. */
const written: {
  readonly [Id in EndpointId]?: { readonly inputs: Readonly<Record<string, string>>; readonly body: string }
} = {
  'users.track': {
    inputs: { email: 'z.email()', first_name: 'z.string()' },
    body: `{
      // Whatever else the profile is to know: standard fields complete as you type, other names are custom attributes.
      attributes: [{ ...user, first_name: payload.first_name }],
      events: [{ ...user, name: 'Talked to us', time: context.at }],
    }`,
  },
  'users.identify': {
    inputs: { external_id: 'z.string()', email: 'z.email()' },
    body: `{
      emails_to_identify: [{ external_id: payload.external_id, email: payload.email, prioritization: ['most_recently_updated'] }],
    }`,
  },
  'canvas.trigger.send': {
    inputs: { canvas_id: 'z.string()', external_id: 'z.string()', first_name: 'z.string()' },
    body: `{
      canvas_id: payload.canvas_id,
      recipients: [{ external_user_id: payload.external_id }],
      // What the Canvas may use in its messages.
      canvas_entry_properties: { first_name: payload.first_name },
    }`,
  },
  'campaigns.trigger.send': {
    inputs: { campaign_id: 'z.string()', external_id: 'z.string()', first_name: 'z.string()' },
    body: `{
      campaign_id: payload.campaign_id,
      recipients: [{ external_user_id: payload.external_id }],
      // What the campaign may use in its message.
      trigger_properties: { first_name: payload.first_name },
    }`,
  },
  'messages.send': {
    inputs: {
      external_id: 'z.string()',
      app_id: 'z.string()',
      from: 'z.string()',
      subject: 'z.string()',
      body: 'z.string()',
    },
    body: `{
      external_user_ids: [payload.external_id],
      // Other channels complete as you type: sms, web_push, whats_app, …
      messages: {
        email: { app_id: payload.app_id, from: payload.from, subject: payload.subject, body: payload.body },
      },
    }`,
  },
}

/** Whom a request is about, where the template names them itself. */
const user = `    // The brand's own id where the conversation has one, the e-mail address otherwise.
    const user = context.contact.external_id ? { external_id: context.contact.external_id } : { email: payload.email }
`

function renderTemplate(row: Endpoint): string {
  const { what, limits, page, rate, batch } = tellEndpoint(row)
  const inputs: Inputs = new Map()
  const given = written[row.id as EndpointId]
  for (const [name, schema] of Object.entries(given?.inputs ?? {})) inputs.set(name, schema)
  const body = given?.body ?? renderRequest(row, inputs)
  const lines = [...inputs].map(([name, schema]) => `    ${name}: ${schema},\n`).join('')
  const usesUser = body.includes('...user')
  const names = [inputs.size > 0 ? 'payload' : '', usesUser ? 'context' : '', 'log', 'braze'].filter(
    (name) => name !== '',
  )
  const needs = row.permission === undefined ? '' : ` The key needs the permission ${row.permission}.`
  const old = row.deprecated === undefined ? '' : comment(`Deprecated: ${row.deprecated}`)
  return `import { defineAction, z } from '@parley/actions'

/**
${comment(limits === '' ? what : `${what} ${limits}`)} *
${comment(`${row.method} ${row.path}, ${rate}${batch === '' ? '' : `, at most ${batch}`}.${needs}`)}${old} * ${page}
 */
export default defineAction({
  // What the flow passes in.
  input: z.object({${lines === '' ? '' : `\n${lines}  `}}),

  async execute({ ${names.join(', ')} }) {
${usesUser ? user : ''}    const answer = await braze.${row.id}(${body})
    log.info('Braze answered', answer)
    return { outcome: 'success' }
  },
})
`
}

/** Lines of a comment, wrapped. */
function comment(text: string): string {
  const lines: string[] = []
  for (const word of text.replaceAll('*/', '* /').split(/\s+/)) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > widest) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines.map((line) => ` * ${line}\n`).join('')
}

/** The request with what it needs, and as comments what it may have besides. */
function renderRequest({ request }: Endpoint, inputs: Inputs): string {
  const shape = unwrap(request)
  if (!(shape instanceof z.ZodObject)) return '{}'
  const members = Object.entries<z.core.$ZodType>(shape.shape)
  if (members.length === 0) return '{}'
  const needed = members.filter(([, member]) => !(member instanceof z.ZodExactOptional))
  // Nothing is needed by itself, but something has to be asked for: the first list or object, if there is one.
  const first = needed.length > 0 ? undefined : members.find(([, member]) => isMain(unwrap(member)))
  const shown = new Set([...needed, ...(first === undefined ? [] : [first])].map(([name]) => name))
  const indent = '      '
  const lines = members.map(([name, member]) => {
    const key = /^[a-z_]\w*$/i.test(name) ? name : `'${name}'`
    if (shown.has(name)) return `${indent}${key}: ${renderLiteral(member, name, inputs, indent)},\n`
    return `${indent}// ${key}: ${hint(unwrap(member))}\n`
  })
  return `{\n${lines.join('')}    }`
}

const isMain = (schema: z.core.$ZodType): boolean => schema instanceof z.ZodArray || schema instanceof z.ZodObject

/** What an optional member is, in a word. */
function hint(schema: z.core.$ZodType): string {
  if (schema instanceof z.ZodEnum) return schema.options.map((word) => `'${word}'`).join(' or ')
  if (schema instanceof z.ZodArray) return 'a list'
  if (schema instanceof z.ZodObject || schema instanceof z.ZodRecord) return 'an object'
  const scalar = scalarOf(schema)
  if (scalar === null) return 'see its type'
  return (
    { 'z.string()': 'text', 'z.boolean()': 'true or false', 'z.iso.date()': 'a day, 2031-01-31' }[scalar] ?? 'a number'
  )
}
