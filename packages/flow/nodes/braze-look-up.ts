import { z } from 'zod'
import { awaitedMembers, brazeKind, type CallBody, callBody } from '../braze/call.ts'
import { compileUser, findUser, type Identifier, nobody, type User, userSource } from '../braze/user.ts'
import { exportFields } from '../braze-facts.ts'
import { suggest } from '../nearest.ts'
import type { NodeBuild } from '../node-build.ts'
import { exportedFields, readProfile } from '../profile.ts'
import type { Turn } from '../turn.ts'
import type { Value, Values } from '../value.ts'

export const brazeLookUpSource = z.strictObject({
  kind: z.literal('braze-look-up'),
  user: userSource.optional(),
  read: z.record(z.string(), z.string()).meta({
    description: 'Variable to profile field, "email" or "custom_attributes.plan"; what is absent keeps its value.',
  }),
  ...awaitedMembers,
})
type BrazeLookUpSource = z.infer<typeof brazeLookUpSource>

export interface BrazeLookUpBody extends CallBody {
  readonly kind: 'braze-look-up'
  readonly user: User
  readonly read: readonly { readonly variable: string; readonly field: string }[]
  /** Fields of the profile to ask for. */
  readonly fields: readonly string[]
  /** Whether what comes is the conversation's `profile`, when the person is proved to be whose it is. */
  readonly own: boolean
}

const custom = 'custom_attributes.'

export const brazeLookUp = brazeKind<BrazeLookUpSource, BrazeLookUpBody>({
  source: brazeLookUpSource,
  outcomes: ['not-found'],
  compile(source, build) {
    const read = Object.entries(source.read).map(([variable, field]) => ({ variable, field }))
    for (const { variable, field } of read) checkRead(variable, field, build)
    const own = source.user === undefined && build.profile.length > 0
    return {
      kind: 'braze-look-up',
      ...callBody(source, build, 0),
      user: compileUser(source.user, ['external_id', 'braze_id', 'alias', 'email', 'phone'], build),
      read,
      // Without any, a profile that is there could not be told from one that is not.
      fields: [
        ...new Set([
          'external_id',
          ...read.map(({ field }) => topOf(field)),
          ...(own ? exportedFields(build.profile) : []),
        ]),
      ],
      own,
    }
  },
  call(body, turn) {
    const user = findUser(body.user, turn)
    return {
      action: 'braze.users.export.ids',
      body: { ...(user !== null && exportIdentifier(user)), fields_to_export: body.fields },
      ...(user === null && { refused: nobody }),
    }
  },
  known: (body, port) => (port === 'success' ? body.read.map(({ variable }) => variable) : []),
  finished(body, turn, result) {
    const { profile } = result.outputs
    if (result.outcome === 'success') keepFields(body, profile, turn)
    if (result.outcome === 'success' && body.own && isTheirs(turn))
      turn.profile = readProfile(profile as Values, turn.program.profile) // FF4
    return { ...result, outputs: {} } // FB8
  },
})

function checkRead(variable: string, field: string, build: NodeBuild): void {
  const path = ['read', variable]
  const type = build.writes(variable, path)
  if (field.startsWith(custom) && field.length > custom.length) return
  const holders = Object.hasOwn(exportFields, field) ? exportFields[field] : undefined
  if (holders === undefined) {
    build.problem(
      'braze-field',
      path,
      `A profile has no field "${field}".`,
      `Custom attributes are "custom_attributes.${field}". ${suggest(field, Object.keys(exportFields))}`,
    )
  } else if (type !== null && type !== 'json' && !holders.includes(type)) {
    build.problem(
      'braze-field',
      path,
      `The field "${field}" does not fit the variable "${variable}" of type ${type}.`,
      `Declare the variable as ${holders.join(' or ')}.`,
    )
  }
}

function topOf(field: string): string {
  return field.startsWith(custom) ? 'custom_attributes' : field
}

function exportIdentifier(identifier: Identifier): Values {
  switch (identifier.kind) {
    case 'external_id':
      return { external_ids: [identifier.value] }
    case 'alias':
      return { user_aliases: [{ alias_name: identifier.name, alias_label: identifier.label }] }
    case 'email':
      return { email_address: identifier.value }
    case 'braze_id':
    case 'phone':
      return { [identifier.kind]: identifier.value }
  }
}

/** Whether the profile that the contact names is theirs: a claimed external id or a claimed address does not make it so. */
function isTheirs({ contact }: Turn): boolean {
  const known = contact?.external_id !== undefined
  return known ? contact.proved === true : contact?.visitor !== undefined
}

function keepFields(body: BrazeLookUpBody, profile: Value | undefined, turn: Turn): void {
  for (const { variable, field } of body.read) {
    const value = fieldOf(profile, field)
    if (value !== undefined && value !== null && turn.fits(variable, value))
      turn.set(variable, turn.fit(variable, value))
  }
}

/** The value at `field`; the name of a custom attribute may itself have dots, and otherwise they lead into an object. */
function fieldOf(profile: Value | undefined, field: string): Value | undefined {
  if (!field.startsWith(custom)) return member(profile, field)
  const attributes = member(profile, 'custom_attributes')
  const name = field.slice(custom.length)
  const whole = member(attributes, name)
  return whole ?? name.split('.').reduce(member, attributes)
}

function member(object: Value | undefined, name: string): Value | undefined {
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return undefined
  return Object.hasOwn(object, name) ? (object as Values)[name] : undefined
}
