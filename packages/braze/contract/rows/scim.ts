import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { answerless, doneOrEmpty, int, maybe, record, text, textMembers, texts } from '../piece.ts'

/** What all of them have in common. */
const provisioning = {
  permission: undefined,
  rateLimit: buckets.scim,
  statusInferred: true,
  token: 'scim',
  headers: { x_request_origin: 'X-Request-Origin' },
} as const

const origin = { x_request_origin: text.describe('The origin that is registered for SCIM, as a header.') } as const
const onePerson = { ...origin, id: text.describe('Id of the dashboard user.') } as const
const personMembers = {
  schemas: texts.describe('URNs of the SCIM schemas that the request follows.'),
  name: z
    .looseObject({ givenName: text.describe('First name.'), familyName: text.describe('Last name.') })
    .readonly()
    .describe('Their name.'),
  department: text.describe('Department, one of those that the dashboard knows.'),
  permissions: record.exactOptional().describe('What they may do, by company and workspace.'),
} as const

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
    ...provisioning,
    successStatus: 201,
    repeatable: false,
    request: z
      .object({
        ...origin,
        userName: text.describe('E-mail address by which they sign in. Never changes.'),
        ...personMembers,
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
    ...provisioning,
    successStatus: 200,
    repeatable: true,
    request: z.object({ ...origin, filter: text.describe('As `userName eq "ann@example.com"`.') }).readonly(),
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
    ...provisioning,
    successStatus: 200,
    repeatable: true,
    request: z.object(onePerson).readonly(),
    response: scimUser,
    docs: { what: 'Reads a dashboard user.', docPath: '_docs/_api/endpoints/scim/get_see_user_account_information.md' },
  },
  {
    id: 'scim.users.update',
    method: 'PUT',
    path: '/scim/v2/Users/{id}',
    ...provisioning,
    successStatus: 200,
    repeatable: true,
    request: z.object({ ...onePerson, ...personMembers }).readonly(),
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
    ...provisioning,
    successStatus: 204,
    repeatable: true,
    request: z.object(onePerson).readonly(),
    response: doneOrEmpty,
    docs: { what: 'Removes a dashboard user.', docPath: '_docs/_api/endpoints/scim/delete_existing_dashboard_user.md' },
  },
])
