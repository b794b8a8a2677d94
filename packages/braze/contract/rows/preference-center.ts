import { z } from 'zod'
import { buckets } from '../bucket.ts'
import { defineGroup } from '../endpoint.ts'
import { answerless, list, maybe, record, text, textMembers } from '../piece.ts'

const preferenceCenterOptions = z
  .looseObject({
    'meta-viewport-content': text.exactOptional().describe('Content of the meta tag `viewport`.'),
    'links-tags': z.array(record).readonly().exactOptional().describe('Link tags, by their attributes.'),
  })
  .readonly()
  .describe('Tags in the head of the pages.')

const externalId = text.describe('Id of the preference center: `preferenceCenterExternalID` in the documentation.')
const centerName = text.describe('Letters, digits, `-` and `_`. Never changes.')
const centerMembers = {
  preference_center_title: text.exactOptional().describe('Title of the pages.'),
  preference_center_page_html: text.describe('HTML of the page with the choices.'),
  confirmation_page_html: text.describe('HTML of the page that confirms them.'),
  state: z.enum(['active', 'draft']).exactOptional().describe('Whether messages can use it. Default `active`.'),
  options: preferenceCenterOptions.exactOptional(),
} as const

export const preferenceCenter = defineGroup([
  {
    id: 'preference_center.list',
    method: 'GET',
    path: '/preference_center/v1/list',
    permission: 'preference_center.list',
    rateLimit: buckets.preferenceCenterRead,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    request: z.object({}).readonly(),
    response: answerless({
      message: maybe(text),
      preference_centers: list(textMembers('name', 'preference_center_api_id', 'created_at', 'updated_at')),
    }),
    docs: {
      what: 'Lists preference centers.',
      docPath: '_docs/_api/endpoints/preference_center/get_list_preference_center.md',
    },
  },
  {
    id: 'preference_center.get',
    method: 'GET',
    path: '/preference_center/v1/{preference_center_external_id}',
    permission: 'preference_center.get',
    rateLimit: buckets.preferenceCenterRead,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    request: z.object({ preference_center_external_id: externalId }).readonly(),
    response: answerless({
      ...textMembers(
        'name',
        'preference_center_api_id',
        'created_at',
        'updated_at',
        'preference_center_title',
        'preference_center_page_html',
        'confirmation_page_html',
        'redirect_page_html',
        'state',
        'message',
      ),
      options: maybe(record),
    }),
    docs: {
      what: 'Reads a preference center.',
      docPath: '_docs/_api/endpoints/preference_center/get_view_details_preference_center.md',
    },
  },
  {
    id: 'preference_center.create',
    method: 'POST',
    path: '/preference_center/v1',
    permission: 'preference_center.update',
    rateLimit: buckets.preferenceCenterWrite,
    successStatus: 201,
    statusInferred: true,
    repeatable: false,
    request: z.object({ name: centerName, ...centerMembers }).readonly(),
    response: answerless(textMembers('preference_center_api_id', 'liquid_tag', 'created_at', 'message')),
    docs: {
      what: 'Creates a preference center.',
      docPath: '_docs/_api/endpoints/preference_center/post_create_preference_center.md',
    },
  },
  {
    id: 'preference_center.update',
    method: 'PUT',
    path: '/preference_center/v1/{preference_center_external_id}',
    permission: 'preference_center.update',
    rateLimit: buckets.preferenceCenterWrite,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    request: z
      .object({
        preference_center_external_id: externalId,
        name: centerName.exactOptional(),
        ...centerMembers,
      })
      .readonly(),
    response: answerless(textMembers('preference_center_api_id', 'updated_at', 'message')),
    docs: {
      what: 'Updates a preference center.',
      docPath: '_docs/_api/endpoints/preference_center/put_update_preference_center.md',
    },
  },
  {
    id: 'preference_center.url',
    method: 'GET',
    path: '/preference_center/v1/{preference_center_external_id}/url/{user_id}',
    permission: 'preference_center.user.get',
    rateLimit: buckets.preferenceCenterRead,
    successStatus: 200,
    statusInferred: true,
    repeatable: true,
    request: z
      .object({
        preference_center_external_id: externalId,
        user_id: text.describe('External id of the profile: `userID` in the documentation.'),
      })
      .readonly(),
    response: answerless(textMembers('preference_center_url', 'message')),
    docs: {
      what: "Makes the address of a profile's own preference center.",
      docPath: '_docs/_api/endpoints/preference_center/get_create_url_preference_center.md',
    },
  },
])
