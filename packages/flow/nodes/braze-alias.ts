import { z } from 'zod'
import { brazeKind, type CallBody, callBody, callMembers } from '../braze/call.ts'
import { compileName } from '../braze/name.ts'
import { compileId, compileUser, findUser, idOf, type User, userSource } from '../braze/user.ts'
import type { Expression } from '../expression.ts'
import type { Text } from '../template.ts'

export const brazeAliasSource = z.strictObject({
  kind: z.literal('braze-alias'),
  user: userSource.pick({ external_id: true }).optional(),
  name: z.string().meta({ description: 'CEL; the new name, unique within its label.' }),
  label: z.string().meta({ description: 'Liquid; what kind of name it is.' }),
  ...callMembers,
})
type BrazeAliasSource = z.infer<typeof brazeAliasSource>

export interface BrazeAliasBody extends CallBody {
  readonly kind: 'braze-alias'
  readonly user: User
  readonly name: Expression
  readonly label: Text
}

export const brazeAlias = brazeKind<BrazeAliasSource, BrazeAliasBody>({
  source: brazeAliasSource,
  compile: (source, build) => ({
    kind: 'braze-alias',
    ...callBody(source, build, 0),
    user: compileUser(source.user, ['external_id'], build),
    name: compileId(source.name, build, ['name']),
    label: compileName(source.label, 'alias label', build, ['label']),
  }),
  call(body, turn) {
    const user = findUser(body.user, turn)
    const name = idOf(body.name, turn)
    const label = turn.render(body.label).trim()
    const alias = { ...(name !== null && { alias_name: name }), alias_label: label }
    return {
      action: 'braze.users.alias.new',
      body: { user_aliases: [user?.kind === 'external_id' ? { external_id: user.value, ...alias } : alias] }, // FB9
      ...((name === null || label === '') && { refused: 'The alias is blank.' }),
    }
  },
})
