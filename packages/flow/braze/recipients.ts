import { z } from 'zod'
import { brazeLimits } from '../braze-facts.ts'
import type { NodeBuild } from '../node-build.ts'
import type { Path } from '../path.ts'
import type { Turn } from '../turn.ts'
import type { Values } from '../value.ts'
import { attributesOf, attributesSource, type Change, compileAttributes } from './attributes.ts'
import { pointsOf } from './points.ts'
import { compileProperties, type Properties, propertiesMember } from './properties.ts'
import { compileUser, findUser, type Identifier, type IdentifierName, type User, userSource } from './user.ts'

/** By what a trigger can address a recipient. */
const takes: readonly IdentifierName[] = ['external_id', 'braze_id', 'alias', 'email']

/** Members that say whom to trigger for; a node has them for one recipient, or a list of them. */
export const recipientMembers = {
  user: userSource.pick({ external_id: true, braze_id: true, alias: true, email: true }).optional(),
  attributes: attributesSource.optional().meta({ description: 'Written to the profile before the message is made.' }),
  send_to_existing_only: z
    .boolean()
    .optional()
    .meta({ description: 'false makes a profile for an unknown recipient; it needs "attributes".' }),
}

export interface RecipientSource {
  readonly user?: z.infer<typeof recipientMembers.user>
  readonly attributes?: z.infer<typeof recipientMembers.attributes>
  readonly send_to_existing_only?: boolean | undefined
  readonly properties?: { readonly [name: string]: string } | undefined
}

export interface Recipient {
  readonly user: User
  readonly attributes: readonly Change[]
  readonly existingOnly: boolean | null
  readonly properties: Properties
}

/** `member`: what the trigger calls its properties. */
export function compileRecipient(source: RecipientSource, member: string, build: NodeBuild, path: Path): Recipient {
  // A visitor whom nobody knows has no profile that a message could reach.
  const named = source.user === undefined ? takes.filter((name) => name !== 'alias') : takes
  const user = compileUser(source.user, named, build, [...path, 'user'])
  if (source.send_to_existing_only === false && source.attributes === undefined)
    build.problem(
      'braze-identifier',
      [...path, 'send_to_existing_only'],
      'A profile is only made for a recipient with "attributes".',
      'Add "attributes", or trigger for existing profiles only.',
    )
  if (source.send_to_existing_only === false && user.some(({ kind }) => kind === 'alias'))
    build.problem(
      'braze-identifier',
      [...path, 'send_to_existing_only'],
      'No profile can be made for a recipient known by an alias.',
      'Give an external id or an e-mail address, or trigger for existing profiles only.',
    )
  return {
    user,
    attributes: compileAttributes(source.attributes ?? {}, build, [...path, 'attributes']),
    existingOnly: source.send_to_existing_only ?? null,
    properties: compileProperties(source.properties, [], build, [...path, member]),
  }
}

export function checkCount(count: number, build: NodeBuild): void {
  if (count > brazeLimits.recipients)
    build.problem(
      'braze-limit',
      ['recipients'],
      `These are ${count} recipients; one call takes ${brazeLimits.recipients}.`,
      'Use several nodes, or a Canvas with an audience.',
    )
}

export function recipientPoints(recipients: readonly Recipient[]): number {
  return recipients.flatMap(({ attributes }) => attributes.map(pointsOf)).reduce((sum, each) => sum + each, 0)
}

/** The recipient as it is sent now; `null` when it is not known who that is. FB12 */
export function recipientOf(recipient: Recipient, member: string, turn: Turn): Values | null {
  const identifier = findUser(recipient.user, turn)
  if (identifier === null) return null
  const attributes = attributesOf(recipient.attributes, turn)
  return {
    ...recipientIdentifier(identifier),
    ...propertiesMember(member, recipient.properties, turn),
    ...(recipient.existingOnly !== null && { send_to_existing_only: recipient.existingOnly }),
    ...((Object.keys(attributes).length > 0 || recipient.existingOnly === false) && { attributes }),
  }
}

function recipientIdentifier(identifier: Identifier): Values {
  switch (identifier.kind) {
    case 'external_id':
      return { external_user_id: identifier.value }
    case 'alias':
      return { user_alias: { alias_name: identifier.name, alias_label: identifier.label } }
    case 'email':
      return { email: identifier.value, prioritization: ['identified', 'most_recently_updated'] }
    case 'braze_id':
    case 'phone':
      return { [identifier.kind]: identifier.value }
  }
}
