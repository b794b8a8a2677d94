import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { answerless, doneOrEmpty, int, maybe, record, text, textMembers, texts } from '../piece.ts'

const scimName = z.looseObject({ givenName: text, familyName: text }).readonly()

const scimUser = answerless({
  ...textMembers('id', 'userName', 'department', 'lastSignInAt'),
  schemas: maybe(texts),
  name: maybe(z.looseObject(textMembers('givenName', 'familyName')).readonly()),
  permissions: maybe(record),
})

export const scim = defineGroup([
  {
    id: 'scim.users.create',
    method: 'POST',
    path: '/scim/v2/Users',
    permission: undefined,
    rateLimit: buckets.scim,
    successStatus: 201,
    statusInferred: true,
    repeatable: false,
    token: 'scim',
    headers: { x_request_origin: 'X-Request-Origin' },
    request: z
      .object({
        /** The origin that is registered for SCIM. */
        x_request_origin: text,
        userName: text,
        schemas: texts,
        name: scimName,
        department: text,
        permissions: record.exactOptional(),
      })
      .readonly(),
    response: scimUser,
    docs: {
      what: 'Creates a dashboard user.',
      docPath: '_docs/_api/endpoints/scim/post_create_user_account.md',
      limits: '409 when the e-mail exists.',
    },
  },
  {
    id: 'scim.users.search',
    method: 'GET',
    path: '/scim/v2/Users',
    permission: undefined,
    rateLimit: buckets.scim,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    token: 'scim',
    headers: { x_request_origin: 'X-Request-Origin' },
    request: z
      .object({
        /** The origin that is registered for SCIM. */
        x_request_origin: text,
        filter: text,
      })
      .readonly(),
    response: answerless({
      schemas: maybe(texts),
      totalResults: maybe(int),
      Resources: z.array(scimUser).readonly().exactOptional(),
    }),
    docs: {
      what: 'Finds a dashboard user by e-mail.',
      docPath: '_docs/_api/endpoints/scim/get_search_existing_dashboard_user.md',
    },
  },
  {
    id: 'scim.users.get',
    method: 'GET',
    path: '/scim/v2/Users/{id}',
    permission: undefined,
    rateLimit: buckets.scim,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    token: 'scim',
    headers: { x_request_origin: 'X-Request-Origin' },
    request: z
      .object({
        /** The origin that is registered for SCIM. */
        x_request_origin: text,
        id: text,
      })
      .readonly(),
    response: scimUser,
    docs: { what: 'Reads a dashboard user.', docPath: '_docs/_api/endpoints/scim/get_see_user_account_information.md' },
  },
  {
    id: 'scim.users.update',
    method: 'PUT',
    path: '/scim/v2/Users/{id}',
    permission: undefined,
    rateLimit: buckets.scim,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    token: 'scim',
    headers: { x_request_origin: 'X-Request-Origin' },
    request: z
      .object({
        /** The origin that is registered for SCIM. */
        x_request_origin: text,
        id: text,
        schemas: texts,
        name: scimName,
        department: text,
        permissions: record.exactOptional(),
      })
      .readonly(),
    response: scimUser,
    docs: {
      what: 'Updates a dashboard user.',
      docPath: '_docs/_api/endpoints/scim/put_update_existing_user_account.md',
      limits: '`userName` cannot be changed.',
    },
  },
  {
    id: 'scim.users.delete',
    method: 'DELETE',
    path: '/scim/v2/Users/{id}',
    permission: undefined,
    rateLimit: buckets.scim,
    successStatus: 204,
    statusInferred: true,
    repeatable: true,
    token: 'scim',
    headers: { x_request_origin: 'X-Request-Origin' },
    request: z
      .object({
        /** The origin that is registered for SCIM. */
        x_request_origin: text,
        id: text,
      })
      .readonly(),
    response: doneOrEmpty,
    docs: { what: 'Removes a dashboard user.', docPath: '_docs/_api/endpoints/scim/delete_existing_dashboard_user.md' },
  },
])
