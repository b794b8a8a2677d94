import { Refusal } from './refusal.ts'

const ofUser = ['external_id', 'braze_id', 'email', 'phone'] as const
const ofAlias = ['alias_name', 'alias_label'] as const
const variable = 'context.'

/**
 * The query of a Connected Content GET as the body that a POST would have: `?solution=…&external_id=…&dispatch_id=…&context.offer=tea`.
 * What it means, and what it must have, is checked there.
 */
export function readConnectedQuery(query: { readonly [name: string]: unknown }): object {
  const body: Record<string, unknown> = {}
  const user: Record<string, unknown> = {}
  const alias: Record<string, unknown> = {}
  const context: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(query)) {
    if (typeof value !== 'string')
      throw new Refusal('invalid-request', `\`${name.slice(0, 80)}\` is there more than once. Give it once.`)
    if (ofUser.some((it) => it === name)) user[name] = value
    else if (ofAlias.some((it) => it === name)) alias[name] = value
    else if (name.startsWith(variable)) context[name.slice(variable.length)] = value
    else body[name] = value
  }
  return { ...body, user: { ...user, ...(Object.keys(alias).length > 0 && { alias }) }, context }
}
