import { expect, it } from 'vitest'
import { likelyVariable } from './likely-variable.ts'

const variables = {
  first_name: { type: 'text' },
  e_mail: { type: 'email' },
  birthday: { type: 'date' },
  from: { type: 'phone' },
  to: { type: 'phone' },
}

it('finds the variable of an attribute by its name, its letters, its type, and does not guess between two', () => {
  expect(likelyVariable('first_name', variables)).toBe('first_name')
  expect(likelyVariable('email', variables)).toBe('e_mail')
  expect(likelyVariable('dob', variables)).toBe('birthday')
  expect(likelyVariable('phone', variables)).toBe(null)
  expect(likelyVariable('home_city', variables)).toBe(null)
  expect(likelyVariable('home_city', undefined)).toBe(null)
})
