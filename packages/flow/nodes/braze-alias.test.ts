import { describe, expect, it } from 'vitest'
import { asking, requested } from '../fixtures/braze.ts'

const alias = { kind: 'braze-alias', name: 'contact.id', label: 'chat' }
const stranger = { contact: { id: 'cont_test' } }

describe('an alias node', () => {
  it('[FB9] gives a known user another alias', () => {
    expect(asking(alias).runs[0]).toMatchObject({
      action: 'braze.users.alias.new',
      input: { user_aliases: [{ external_id: 'ada', alias_name: 'cont_test', alias_label: 'chat' }] },
    })
  })

  it('[FB9] makes a profile of just the alias for somebody without an external id', () => {
    expect(requested(alias, stranger)).toEqual({
      user_aliases: [{ alias_name: 'cont_test', alias_label: 'chat' }],
    })
  })

  it('[FB3] is refused when the alias is blank', () => {
    const refused = { options: { refused: 'The alias is blank.' } }
    expect(requested({ ...alias, name: 'name' })).toMatchObject(refused)
    expect(requested({ ...alias, label: '{{ name }}' })).toMatchObject(refused)
  })
})
