import { z } from 'zod'
import { brazeKind, type CallBody, callBody, callMembers } from '../braze/call.ts'
import {
  compileId,
  compileUser,
  findUser,
  type Identifier,
  idOf,
  nobody,
  type User,
  userSource,
} from '../braze/user.ts'
import type { Expression } from '../expression.ts'
import type { Values } from '../value.ts'

export const brazeIdentifySource = z.strictObject({
  kind: z.literal('braze-identify'),
  external_id: z.string().meta({ description: 'CEL; who the person turned out to be.' }),
  user: userSource
    .pick({ alias: true, email: true, phone: true })
    .optional()
    .meta({ description: 'As whom Braze has known the person until now.' }),
  ...callMembers,
})
type BrazeIdentifySource = z.infer<typeof brazeIdentifySource>

export interface BrazeIdentifyBody extends CallBody {
  readonly kind: 'braze-identify'
  readonly externalId: Expression
  readonly user: User
}

export const brazeIdentify = brazeKind<BrazeIdentifySource, BrazeIdentifyBody>({
  source: brazeIdentifySource,
  compile: (source, build) => ({
    kind: 'braze-identify',
    ...callBody(source, build, 0),
    externalId: compileId(source.external_id, build, ['external_id']),
    user: compileUser(source.user, ['alias', 'email', 'phone'], build),
  }),
  call(body, turn) {
    const externalId = idOf(body.externalId, turn)
    const user = findUser(body.user, turn)
    const refused = externalId === null ? 'The external id is not known.' : user === null ? nobody : undefined
    return {
      action: 'braze.users.identify',
      body: user === null ? {} : identification(user, externalId === null ? {} : { external_id: externalId }),
      ...(refused !== undefined && { refused }),
    }
  },
})

/** Of several profiles with the address, the one that nobody is known by yet, the latest first. */
const prioritization = ['unidentified', 'most_recently_updated']

function identification(user: Identifier, target: Values): Values {
  switch (user.kind) {
    case 'alias':
      return {
        aliases_to_identify: [{ ...target, user_alias: { alias_name: user.name, alias_label: user.label } }],
      }
    case 'phone':
      return { phone_numbers_to_identify: [{ ...target, phone: user.value, prioritization }] }
    case 'email':
    case 'external_id':
    case 'braze_id':
      return { emails_to_identify: [{ ...target, email: user.value, prioritization }] }
  }
}
