import { describe, expect, it } from 'vitest'
import type { Contact } from '../event.ts'
import { asking, requested } from '../fixtures/braze.ts'

const track = (user?: object) => ({
  kind: 'braze-track',
  attributes: { plan: "'free'" },
  ...(user !== undefined && { user }),
})
const contact = (more: Partial<Contact>) => ({ contact: { id: 'cont_test', ...more } })
const written = (members: object) => ({ attributes: [{ plan: 'free', ...members }] })

describe('whom a call is about', () => {
  it('[FB2] is the contact: by external id, then e-mail address, then phone number', () => {
    const all = { external_id: 'ada', email: 'a@b.com', phone: '+447400123456' }
    expect(requested(track(), contact(all))).toEqual(written({ external_id: 'ada' }))
    expect(requested(track(), contact({ email: all.email, phone: all.phone }))).toEqual(written({ email: 'a@b.com' }))
    expect(requested(track(), contact({ phone: all.phone }))).toEqual(written({ phone: '+447400123456' }))
  })

  it('[FB2] is the first of the given names that is known', () => {
    const user = {
      phone: 'number',
      email: 'mail',
      alias: { name: 'name', label: 'chat' },
      braze_id: 'id',
      external_id: 'count',
    }
    const known = { number: '+447400123456', mail: 'a@b.com', name: 'n', id: 'b1', count: 7 }
    const alias = { user_alias: { alias_name: 'n', alias_label: 'chat' } }
    expect(requested(track(user), { variables: known })).toEqual(written({ external_id: '7' }))
    expect(requested(track(user), { variables: { ...known, count: null } })).toEqual(written({ braze_id: 'b1' }))
    expect(requested(track(user), { variables: { ...known, count: null, id: ' ' } })).toEqual(written(alias))
    const addresses = { number: known.number, mail: known.mail }
    expect(requested(track(user), { variables: addresses })).toEqual(written({ email: 'a@b.com' }))
    expect(requested(track(user), { variables: { number: known.number } })).toEqual(written({ phone: known.number }))
  })

  it('[FB2] is the visitor when nobody knows them, and a track makes their profile', () => {
    const alias = { user_alias: { alias_name: 'cont_7', alias_label: 'parley_visitor' } }
    const visitor = { visitor: 'cont_7', email: 'a@b.com' }
    expect(requested(track(), contact(visitor))).toEqual(written({ ...alias, _update_existing_only: false }))
    const existing = { ...track(), update_existing_only: true }
    expect(requested(existing, contact(visitor))).toEqual(written({ ...alias, _update_existing_only: true }))
    expect(requested(track(), contact({ ...visitor, external_id: 'ada' }))).toEqual(written({ external_id: 'ada' }))
    const canvas = { kind: 'braze-canvas', canvas_id: 'c1' }
    expect(requested(canvas, contact(visitor))).toMatchObject({ recipients: [{ email: 'a@b.com' }] })
  })

  it('[FB3] refuses a call about nobody, awaited or queued', () => {
    const refused = { options: { refused: 'It is not known whom this is about.' } }
    expect(requested(track(), contact({}))).toEqual({ ...written({}), ...refused })
    const queued = asking({ ...track({ email: 'mail' }), mode: 'queue' }).hears('Later.')
    expect(queued.runs).toMatchObject([{ mode: 'queue', input: { ...written({}), ...refused } }])
  })
})
