import { describe, expect, it } from 'vitest'
import { asking, requested } from '../fixtures/braze.ts'

const identify = { kind: 'braze-identify', external_id: 'id' }
const known = { contact: { id: 'cont_test', email: 'a@b.com', phone: '+447400123456' }, variables: { id: 'ada' } }
const prioritization = ['unidentified', 'most_recently_updated']

describe('an identify node', () => {
  it('[FB10] joins the profile with the address to the one with the external id', () => {
    expect(asking(identify, known).runs[0]).toMatchObject({
      action: 'braze.users.identify',
      input: { emails_to_identify: [{ external_id: 'ada', email: 'a@b.com', prioritization }] },
    })
    expect(requested({ ...identify, user: { phone: 'contact.phone' } }, known)).toEqual({
      phone_numbers_to_identify: [{ external_id: 'ada', phone: '+447400123456', prioritization }],
    })
  })

  it('[FB10] joins the profile with the alias', () => {
    expect(requested({ ...identify, user: { alias: { name: 'contact.id', label: 'chat' } } }, known)).toEqual({
      aliases_to_identify: [{ external_id: 'ada', user_alias: { alias_name: 'cont_test', alias_label: 'chat' } }],
    })
  })

  it('[FB3] is refused when either side is unknown', () => {
    expect(requested(identify, { contact: known.contact })).toEqual({
      emails_to_identify: [{ email: 'a@b.com', prioritization }],
      options: { refused: 'The external id is not known.' },
    })
    expect(requested(identify, { variables: known.variables })).toEqual({
      options: { refused: 'It is not known whom this is about.' },
    })
  })
})
