import { z } from 'zod'
import { brazeKind, type Call, type CallBody, callBody, callMembers } from '../braze/call.ts'
import { compileName } from '../braze/name.ts'
import {
  compileUser,
  findUser,
  type Identifier,
  nobody,
  trackIdentifier,
  type User,
  userSource,
} from '../braze/user.ts'
import { subscriptionStates } from '../braze-facts.ts'
import type { NodeBuild } from '../node-build.ts'
import type { Text } from '../template.ts'
import type { Turn } from '../turn.ts'
import type { Values } from '../value.ts'

export const brazeSubscribeSource = z.strictObject({
  kind: z.literal('braze-subscribe'),
  user: userSource.optional(),
  group: z.string().optional().meta({ description: 'Liquid; the id of a subscription group.' }),
  channel: z.enum(['email', 'push']).optional().meta({ description: 'Instead of a group: all of a channel.' }),
  state: z.enum(subscriptionStates),
  double_opt_in: z
    .boolean()
    .optional()
    .meta({ description: 'SMS groups: true asks the person to confirm before the state is set.' }),
  ...callMembers,
})
type BrazeSubscribeSource = z.infer<typeof brazeSubscribeSource>

export interface BrazeSubscribeBody extends CallBody {
  readonly kind: 'braze-subscribe'
  readonly user: User
  readonly state: (typeof subscriptionStates)[number]
  readonly to:
    | { readonly kind: 'group'; readonly id: Text; readonly doubleOptIn: boolean | null }
    | { readonly kind: 'channel'; readonly channel: 'email' | 'push' }
}

export const brazeSubscribe = brazeKind<BrazeSubscribeSource, BrazeSubscribeBody>({
  source: brazeSubscribeSource,
  compile(source, build) {
    checkSubscription(source, build)
    const { group, channel } = source
    return {
      kind: 'braze-subscribe',
      ...callBody(source, build, 0),
      user: compileUser(
        source.user,
        group === undefined
          ? ['external_id', 'braze_id', 'alias', 'email', 'phone']
          : ['external_id', 'email', 'phone'],
        build,
      ),
      state: source.state,
      to:
        group === undefined
          ? { kind: 'channel', channel: channel ?? 'email' }
          : {
              kind: 'group',
              id: compileName(group, 'id of the subscription group', build, ['group']),
              doubleOptIn: source.double_opt_in ?? null,
            },
    }
  },
  call(body, turn) {
    const user = findUser(body.user, turn)
    return body.to.kind === 'group' ? groupCall(body, body.to, user, turn) : channelCall(body, body.to.channel, user)
  },
})

function checkSubscription(source: BrazeSubscribeSource, build: NodeBuild): void {
  const problem = (member: string, reason: string, repair: string) =>
    build.problem('braze-subscription', [member], reason, repair)
  if ((source.group === undefined) === (source.channel === undefined))
    build.problem(
      'braze-subscription',
      [],
      'A subscription is one to a group or to a channel.',
      'Give one of "group" and "channel".',
    )
  if (source.group === undefined) {
    if (source.double_opt_in !== undefined)
      problem('double_opt_in', 'Only groups know a double opt-in.', 'Remove it, or give a "group".')
    return
  }
  if (source.state === 'opted_in')
    problem('state', 'In a group nobody is "opted_in".', 'Use "subscribed" or "unsubscribed".')
  for (const member of ['braze_id', 'alias'] as const)
    if (source.user?.[member] !== undefined)
      build.problem(
        'braze-identifier',
        ['user', member],
        `A subscription group cannot be addressed by ${member}.`,
        'Use the external id, the e-mail address or the phone number.',
      )
}

const lists: { readonly [kind in Identifier['kind']]?: string } = {
  external_id: 'external_ids',
  email: 'emails',
  phone: 'phones',
}

function groupCall(
  body: BrazeSubscribeBody,
  { id, doubleOptIn }: Extract<BrazeSubscribeBody['to'], { kind: 'group' }>,
  user: Identifier | null,
  turn: Turn,
): Call {
  const group = turn.render(id).trim()
  const list = user === null ? undefined : lists[user.kind]
  const who: Values = user === null || user.kind === 'alias' || list === undefined ? {} : { [list]: [user.value] }
  const refused = group === '' ? 'The id of the subscription group is blank.' : user === null ? nobody : undefined
  return {
    action: 'braze.subscription.status.set',
    body: {
      subscription_groups: [
        {
          subscription_group_id: group,
          subscription_state: body.state,
          ...who,
          ...(doubleOptIn !== null && { use_double_opt_in_logic: doubleOptIn }),
        },
      ],
    },
    ...(refused !== undefined && { refused }),
  }
}

function channelCall(body: BrazeSubscribeBody, channel: 'email' | 'push', user: Identifier | null): Call {
  return {
    action: 'braze.users.track',
    body: { attributes: [{ [`${channel}_subscribe`]: body.state, ...(user !== null && trackIdentifier(user)) }] },
    ...(user === null && { refused: nobody }),
  }
}
