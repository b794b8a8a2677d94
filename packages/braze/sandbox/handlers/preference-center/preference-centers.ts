import { randomUUID } from 'node:crypto'
import { refused, succeeded } from '../../assets/answer.ts'
import { findNameRefusal, type PreferenceCenter, readPreferenceCenter } from '../../assets/preference-center.ts'
import { showTime } from '../../time.ts'
import { membersOf } from '../bad-request.ts'
import type { Answer, Call, Handler } from '../handler.ts'

export const listPreferenceCenters: Handler = {
  answer: ({ world }) =>
    succeeded(200, { preference_centers: world.assets.preferenceCenters.all().map((center) => showListed(center)) }),
}

export const showPreferenceCenter: Handler = {
  answer: (call) =>
    withCenter(call, (center) =>
      succeeded(200, {
        ...showListed(center),
        preference_center_title: center.title,
        preference_center_page_html: center.pageHtml,
        confirmation_page_html: center.confirmationHtml,
        redirect_page_html: null,
        // Two pages, two names.
        preference_center_options: center.options,
        options: center.options,
        state: center.state,
      }),
    ),
}

export const createPreferenceCenter: Handler = {
  answer({ body, world }) {
    const { assets, clock } = world
    const source = membersOf(body)
    const { name } = source
    const refusal = findNameRefusal(name, assets.preferenceCenters)
    if (refusal !== undefined || typeof name !== 'string') return refused(refusal ?? '')
    const read = readPreferenceCenter(source)
    if ('refusal' in read) return refused(read.refusal)
    const now = clock.now()
    const center: PreferenceCenter = {
      id: randomUUID(),
      name,
      title: 'Preference Center',
      state: 'active',
      options: {},
      ...read.change,
      createdAt: now,
      updatedAt: now,
    }
    assets.preferenceCenters.put(center.id, center)
    return succeeded(201, {
      preference_center_api_id: center.id,
      liquid_tag: `{{preference_center.\${${name}}}}`,
      created_at: showSeconds(now),
    })
  },
}

export const updatePreferenceCenter: Handler = {
  answer: (call) =>
    withCenter(call, (before) => {
      const { assets, clock } = call.world
      const source = membersOf(call.body)
      const { name } = source
      if (name !== undefined && name !== before.name) call.warn('name: cannot be changed, ignored')
      const read = readPreferenceCenter(source)
      if ('refusal' in read) return refused(read.refusal)
      const center = { ...before, ...read.change, updatedAt: clock.now() }
      assets.preferenceCenters.put(center.id, center)
      return succeeded(200, {
        preference_center_api_id: center.id,
        created_at: showSeconds(center.createdAt),
        updated_at: showSeconds(center.updatedAt),
      })
    }),
}

/** The address leads to a control: a page of a stranger's HTML would run where the controls take orders. */
export const showPreferenceCenterUrl: Handler = {
  answer: (call) =>
    withCenter(call, ({ id }) => {
      const { user_id: user = '' } = call.params
      if (call.world.profiles.find({ kind: 'external_id', value: user }) === undefined)
        return refused('User not found', 404)
      const path = `/__sandbox/preference_centers/${id}/users/${encodeURIComponent(user)}`
      return { status: 200, body: { preference_center_url: call.origin + path } }
    }),
}

function withCenter({ params, world }: Call, run: (center: PreferenceCenter) => Answer): Answer {
  const center = world.assets.preferenceCenters.get(params.preference_center_external_id ?? '')
  return center === undefined ? refused('Preference center not found', 404) : run(center)
}

function showListed({ name, id, createdAt, updatedAt }: PreferenceCenter): { readonly [member: string]: unknown } {
  return {
    name,
    preference_center_api_id: id,
    created_at: showSeconds(createdAt),
    updated_at: showSeconds(updatedAt),
  }
}

/** `2022-09-22T18:28:07Z` */
function showSeconds(at: number): string {
  return showTime(at).replace(/\.\d+Z$/, 'Z')
}
