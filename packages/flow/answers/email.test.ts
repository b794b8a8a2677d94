import { describe, expect, it } from 'vitest'
import { readEmail } from './email.ts'

describe('an e-mail answer', () => {
  it.each([
    [' Ada.Lovelace@Example.COM ', 'ada.lovelace@example.com'],
    ['a+b@sub.example.co.uk', 'a+b@sub.example.co.uk'],
    ['ａ@example.com', 'a@example.com'],
    ['post@münchen.de', 'post@xn--mnchen-3ya.de'],
    [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
  ])('[FA2] reads %j as %j', (typed, stored) => {
    expect(readEmail(typed)).toBe(stored)
  })

  it.each([
    '',
    'ada',
    'ada@',
    '@example.com',
    'ada@example',
    'ada@example.1',
    'ada@@example.com',
    'ada@exa mple.com',
    'ada@-example.com',
    'ada@example-.com',
    '.ada@example.com',
    'ada..l@example.com',
    'ada@example..com',
    'a@b.com c@d.com',
    'ada@[127.0.0.1]',
    'ada@exämple.com/path',
    'ada <ada@example.com>',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b.'.repeat(130)}com`,
    'a'.repeat(100_000),
  ])('[FA2] refuses %j', (typed) => {
    expect(readEmail(typed)).toBeNull()
  })
})
