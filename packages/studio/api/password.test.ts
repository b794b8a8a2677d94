import { expect, test } from 'vitest'
import { passwordFault } from './password.ts'

test('a password is judged by its length, not by kinds of characters', () => {
  expect(passwordFault('elf char 11')).toBe('short')
  expect(passwordFault('twelve chars')).toBeNull()
  expect(passwordFault('열두글자짜리비밀번호요!')).toBeNull()
  expect(passwordFault('x1'.repeat(101))).toBe('long')
})

test('what everybody tries first is refused, however it is written', () => {
  for (const common of ['Password1234', ' PASSWORD1234 ', 'qwertyuiop123', 'abababababababab', '111111111112'])
    expect(passwordFault(common), common).toBe('common')
})

test('one’s own name and address are no password', () => {
  const known = { email: 'ada.lovelace@example.com', name: 'Ada Lovelace' }
  for (const own of ['ada.lovelace@example.com', 'Ada.Lovelace1', 'ada lovelace!!'])
    expect(passwordFault(own, known), own).toBe('known')
  expect(passwordFault('ada likes engines', known)).toBeNull()
})
