import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { appId } from '../member.ts'
import { answerless, flag, list, maybe, text, textMembers } from '../piece.ts'

const sdkKeys = answerless({
  message: maybe(text),
  keys: list({ ...textMembers('id', 'rsa_public_key', 'description'), is_primary: maybe(flag) }),
})

export const sdkAuthentication = defineGroup([
  {
    id: 'sdk_authentication.create',
    method: 'POST',
    path: '/app_group/sdk_authentication/create',
    permission: 'sdk_authentication.create',
    rateLimit: buckets.hourly,
    successStatus: 201,
    statusInferred: true,
    repeatable: false,
    request: z
      .object({
        app_id: appId,
        rsa_public_key_str: text.describe('Public RSA key, PEM.'),
        description: text.describe('What the key is for. Not empty.'),
        make_primary: flag.exactOptional().describe('Whether it becomes the primary one. Default false.'),
      })
      .readonly(),
    response: answerless(textMembers('id', 'message')),
    docs: {
      what: 'Creates an SDK authentication key.',
      docPath: '_docs/_api/endpoints/sdk_authentication/post_create_sdk_authentication_key.md',
      limits: 'At most three keys for an app.',
    },
  },
  {
    id: 'sdk_authentication.keys',
    method: 'GET',
    path: '/app_group/sdk_authentication/keys',
    permission: 'sdk_authentication.keys',
    rateLimit: buckets.hourly,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    request: z.object({ app_id: appId }).readonly(),
    response: sdkKeys,
    docs: {
      what: 'Lists the SDK authentication keys of an app.',
      docPath: '_docs/_api/endpoints/sdk_authentication/get_sdk_authentication_keys.md',
      limits: 'Names in the answer partly inferred.',
    },
  },
  {
    id: 'sdk_authentication.primary',
    method: 'PUT',
    path: '/app_group/sdk_authentication/primary',
    permission: 'sdk_authentication.primary',
    rateLimit: buckets.hourly,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    request: z.object({ app_id: appId, key_id: text.describe('Id of the key.') }).readonly(),
    response: sdkKeys,
    docs: {
      what: 'Makes an SDK authentication key the primary one.',
      docPath: '_docs/_api/endpoints/sdk_authentication/put_primary_sdk_authentication_key.md',
      limits: 'The answer is inferred.',
    },
  },
  {
    id: 'sdk_authentication.delete',
    method: 'DELETE',
    path: '/app_group/sdk_authentication/delete',
    permission: 'sdk_authentication.delete',
    rateLimit: buckets.hourly,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    request: z.object({ app_id: appId, key_id: text.describe('Id of the key.') }).readonly(),
    response: sdkKeys,
    docs: {
      what: 'Deletes an SDK authentication key.',
      docPath: '_docs/_api/endpoints/sdk_authentication/delete_sdk_authentication_key.md',
      limits: 'Not the primary one. The answer, the keys left, is inferred.',
    },
  },
])
