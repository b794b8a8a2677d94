import { expect, test } from 'vitest'
import { Refusal } from '../http/refusal.ts'
import { createPasswords } from './password.ts'

const cheap = { memory: 64, passes: 1, parallelism: 1 }

test('a password is stored with Argon2id at the recommended cost, never twice alike, and found again', async () => {
  const passwords = createPasswords()
  const [one, two] = await Promise.all([passwords.hash('a long secret'), passwords.hash('a long secret')])
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  expect(one).not.toBe(two)
  expect(await passwords.matches('a long secret', one)).toBe(true)
  expect(await passwords.matches('a long secreT', one)).toBe(false)
})

test('two ways of writing the same letter are the same password', async () => {
  const passwords = createPasswords(cheap)
  const stored = await passwords.hash('cafe\u0301 au lait')
  expect(await passwords.matches('caf\u00e9 au lait', stored)).toBe(true)
})

test('one that was stored at another cost is still found', async () => {
  const stored = await createPasswords({ ...cheap, memory: 128, passes: 2 }).hash('a long secret')
  expect(await createPasswords(cheap).matches('a long secret', stored)).toBe(true)
})

test('nobody has a password, and what is damaged is nobody’s', async () => {
  const passwords = createPasswords(cheap)
  for (const stored of [null, '', 'a long secret', '$argon2id$v=19$m=64,t=1,p=1$AAAA$AAAA'])
    expect(await passwords.matches('a long secret', stored)).toBe(false)
})

test('a flood is refused instead of being queued without end', async () => {
  const passwords = createPasswords(cheap)
  const flood = await Promise.allSettled(Array.from({ length: 60 }, () => passwords.matches('a long secret', null)))
  const refused = flood.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
  expect(refused).toHaveLength(8)
  expect(refused[0]).toBeInstanceOf(Refusal)
  expect(refused[0].code).toBe('overloaded')
  // And afterwards it goes on.
  expect(await passwords.matches('a long secret', null)).toBe(false)
})
