import { describe, expect, it } from 'vitest'
import { asking, requested } from '../fixtures/braze.ts'

const read = {
  name: 'first_name',
  mail: 'email',
  day: 'dob',
  count: 'custom_attributes.visits',
  data: 'custom_attributes.address',
}
const lookUp = { kind: 'braze-look-up', read }

describe('a look-up', () => {
  it('[FB8] asks for just the fields that it reads', () => {
    const fields = ['external_id', 'first_name', 'email', 'dob', 'custom_attributes']
    expect(requested(lookUp)).toEqual({ external_ids: ['ada'], fields_to_export: fields })
    expect(asking(lookUp).runs[0]?.action).toBe('braze.users.export.ids')
    expect(requested({ ...lookUp, read: {} })).toEqual({ external_ids: ['ada'], fields_to_export: ['external_id'] })
  })

  it('[FB2] finds the profile by whatever is known', () => {
    const by = (user: object, variables: { [name: string]: string }) =>
      requested({ ...lookUp, read: {}, user }, { variables })
    expect(by({ alias: { name: 'name', label: 'chat' } }, { name: 'n' })).toMatchObject({
      user_aliases: [{ alias_name: 'n', alias_label: 'chat' }],
    })
    expect(by({ braze_id: 'id' }, { id: 'b1' })).toMatchObject({ braze_id: 'b1' })
    expect(by({ email: 'mail' }, { mail: 'a@b.com' })).toMatchObject({ email_address: 'a@b.com' })
    expect(by({ phone: 'number' }, { number: '+447400123456' })).toMatchObject({ phone: '+447400123456' })
  })

  it('[FB8] sets its variables, and leaves those that are absent or do not fit', () => {
    const bot = asking(lookUp, { variables: { mail: 'old@example.com', day: '2000-01-01', name: 'Old' } })
    const custom = { visits: 3, address: { city: 'London' } }
    bot.actionEnds('success', {
      profile: { first_name: 'Ada', dob: 'unknown', email: null, custom_attributes: custom },
    })
    expect(bot.hears('Bye.').state.variables).toEqual({
      name: 'Ada',
      mail: 'old@example.com',
      day: '2000-01-01',
      count: 3,
      data: { city: 'London' },
    })
  })

  it('[FB8] reads a custom attribute by its whole name, or inside an object', () => {
    const bot = asking({ ...lookUp, read: { name: 'custom_attributes.a.b', id: 'custom_attributes.c.d' } })
    bot.actionEnds('success', { profile: { custom_attributes: { 'a.b': 'whole', c: { d: 'inside' } } } })
    expect(bot.state.variables).toMatchObject({ name: 'whole', id: 'inside' })
  })

  it('[FB8] keeps how it ended and not the profile, however large', () => {
    const bot = asking(lookUp).actionEnds('success', { profile: { first_name: 'Ada', notes: 'x'.repeat(100_000) } })
    expect(bot.hears('Bye.').state.results).toEqual({ node: { outcome: 'success', outputs: {} } })
    expect(bot.variable('name')).toBe('Ada')
    asking(lookUp)
      .actionEnds('success', { profile: ['nonsense'] })
      .hears('Bye.')
    asking(lookUp).actionEnds('success').hears('Bye.')
  })

  it('[FB1] has ways on for somebody unknown and for a failure', () => {
    asking(lookUp).actionEnds('not-found').hears('Nobody.')
    asking(lookUp).actionFails('unavailable', 'Try later.').hears('Oops unavailable: Try later.')
  })

  it('[FB3] says that nobody is known', () => {
    expect(requested({ ...lookUp, read: {} }, { contact: { id: 'cont_test' } })).toEqual({
      fields_to_export: ['external_id'],
      options: { refused: 'It is not known whom this is about.' },
    })
  })
})
