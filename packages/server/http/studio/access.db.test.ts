import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase } from '../../../../test/support/database.ts'
import { type AccessDoor, host, openAccessDoor, password, type TestBrowser } from './test-access.ts'

let door: AccessDoor
let owner: TestBrowser

beforeEach(async () => {
  door = await openAccessDoor(await createTestDatabase())
  owner = await door.owner()
})

afterEach(() => door[Symbol.asyncDispose]())

const tokenOf = (link: string): string => link.split('#')[1] ?? ''
const minuteMs = 60_000
const hourMs = 60 * minuteMs

describe('the first owner', () => {
  test('comes in by the printed link, which works once and only while there is no account', async () => {
    expect((await owner.me()).body).toMatchObject({ email: 'olga@example.com', role: 'owner', has_password: true })
    expect(await door.access.welcome()).toBeNull()
  })

  test('of two who open it at once is one', async () => {
    await using fresh = await openAccessDoor(await createTestDatabase())
    const token = await fresh.welcome()
    const join = (name: string) =>
      fresh.browser().ask('POST', '/welcome', { token, name, email: `${name}@example.com`, password })
    const answers = await Promise.all([join('ada'), join('eve')])
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404])
    expect(await fresh.access.accounts.list()).toHaveLength(1)
  })

  test('cannot use the link of an earlier start, nor one that has expired', async () => {
    await using fresh = await openAccessDoor(await createTestDatabase())
    const person = { name: 'Ada', email: 'ada@example.com', password }
    const [old, newer] = [await fresh.welcome(), await fresh.welcome()]
    expect(await fresh.browser().ask('POST', '/welcome', { token: old, ...person })).toMatchObject({ status: 404 })
    fresh.pass(25 * hourMs)
    expect(await fresh.browser().ask('POST', '/welcome', { token: newer, ...person })).toMatchObject({
      status: 404,
      body: { code: 'invitation-unknown' },
    })
  })

  test('must choose a password that is long enough and not one that everybody has', async () => {
    await using fresh = await openAccessDoor(await createTestDatabase())
    const token = await fresh.welcome()
    const join = (secret: string) =>
      fresh.browser().ask('POST', '/welcome', { token, name: 'Ada', email: 'ada@example.com', password: secret })
    for (const weak of ['short', 'password1234', 'ada@example.com', 'aaaaaaaaaaaaaaaa'])
      expect(await join(weak), weak).toMatchObject({ status: 422, body: { code: 'weak-password' } })
    expect((await join(password)).status).toBe(204)
  })
})

describe('signing in', () => {
  test('gives a cookie that scripts cannot read, for the Studio only, over HTTPS only', async () => {
    const answer = await door.browser().signIn('  Olga@Example.com ', password)
    expect(answer.status).toBe(204)
    expect(answer.headers['set-cookie']).toMatch(
      /^parley_studio=[\w-]{43}; Path=\/studio; HttpOnly; SameSite=Lax; Secure$/,
    )
  })

  test('answers alike for an unknown address and for a wrong password, after the same work', async () => {
    door.compared.length = 0
    const unknown = await door.browser().signIn('nobody@example.com', password)
    const wrong = await door.browser().signIn('olga@example.com', 'not this one, surely')
    expect(unknown.status).toBe(401)
    expect(unknown.body).toEqual(wrong.body)
    // One comparison each, the first of them with nobody's password.
    expect(door.compared).toEqual([null, expect.stringMatching(/^\$argon2id\$/)])
  })

  test('is locked after ten wrong passwords from one place, known address or not, and says how long', async () => {
    for (const email of ['olga@example.com', 'nobody@example.com']) {
      const guesser = door.browser('203.0.113.7')
      for (let count = 0; count < 10; count += 1)
        expect((await guesser.signIn(email, 'not this one, surely')).status).toBe(401)
      const locked = await guesser.signIn(email, password)
      expect(locked).toMatchObject({ status: 429, body: { code: 'locked-out' } })
      expect(Number(locked.headers['retry-after'])).toBeGreaterThan(800)
    }
    // Elsewhere the owner still comes in.
    expect((await door.browser('198.51.100.1').signIn('olga@example.com', password)).status).toBe(204)
  })

  test('takes no more guesses at once than in turn', async () => {
    const guesser = door.browser('203.0.113.7')
    const guesses = Array.from({ length: 30 }, () => guesser.signIn('olga@example.com', 'not this one, surely'))
    const statuses = (await Promise.all(guesses)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(10)
    expect(statuses.filter((status) => status === 429)).toHaveLength(20)
  })

  test('always begins a new session and ends the one that the browser came with', async () => {
    const before = owner.cookies.get('parley_studio') ?? ''
    const planted = door.browser()
    planted.cookies.set('parley_studio', 'x'.repeat(43))
    await planted.signIn('olga@example.com', password)
    expect(planted.cookies.get('parley_studio')).not.toBe('x'.repeat(43))
    await owner.signIn('olga@example.com', password)
    expect(owner.cookies.get('parley_studio')).not.toBe(before)
    const old = door.browser()
    old.cookies.set('parley_studio', before)
    expect(await old.me()).toMatchObject({ status: 401, body: { code: 'signed-out' } })
  })

  test('is taken from a page of the Studio only', async () => {
    const body = { email: 'olga@example.com', password }
    for (const headers of [
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example', 'sec-fetch-site': null },
      { origin: null, 'sec-fetch-site': null },
      { origin: null, 'sec-fetch-site': 'same-site' },
      { origin: 'null', 'sec-fetch-site': null },
    ])
      expect(await door.browser().ask('POST', '/sign-in', body, headers)).toMatchObject({
        status: 403,
        body: { code: 'csrf-refused' },
      })
  })

  test('bounds what it reads', async () => {
    const { status } = await door.browser().signIn('olga@example.com', 'x'.repeat(10_000))
    expect(status).toBe(400)
  })
})

describe('a session', () => {
  test('ends after twelve hours without use, and after fourteen days of use', async () => {
    door.pass(11 * hourMs)
    expect((await owner.me()).status).toBe(200)
    door.pass(11 * hourMs)
    expect((await owner.me()).status).toBe(200)
    door.pass(13 * hourMs)
    expect((await owner.me()).status).toBe(401)
    await owner.signIn('olga@example.com', password)
    for (let hours = 0; hours < 14 * 24; hours += 8) {
      expect((await owner.me()).status).toBe(200)
      door.pass(8 * hourMs)
    }
    expect((await owner.me()).status).toBe(401)
  })

  test('is not used by a document that is only left open', async () => {
    const headers = () => ({
      host,
      origin: `https://${host}`,
      cookie: `parley_studio=${owner.cookies.get('parley_studio')}`,
    })
    const admit = (idle: boolean) =>
      door.access.guard.admit({ headers: headers() } as never, 'solution:read', idle).then(
        ({ name }) => name,
        (refusal: { code: string }) => refusal.code,
      )
    door.pass(11 * hourMs)
    expect(await admit(false)).toBe('Olga')
    door.pass(11 * hourMs)
    expect(await admit(true)).toBe('Olga')
    door.pass(2 * hourMs)
    expect(await admit(true)).toBe('signed-out')
  })

  test('is stored as a hash only', async () => {
    const token = owner.cookies.get('parley_studio') ?? ''
    const { rows } = await door.runtime.database.query<{ all: string }>({
      text: 'select json_agg(s)::text as all from parley.session s',
    })
    expect(rows[0]?.all).toContain('acc_')
    expect(rows[0]?.all).not.toContain(token)
  })

  test('is listed, and ended by whoever it belongs to, at once', async () => {
    const phone = door.browser('203.0.113.7')
    await phone.signIn('olga@example.com', password)
    const { body } = await owner.ask('GET', '/account/sessions')
    expect(body.sessions).toHaveLength(2)
    const other = body.sessions.find((each: { own: boolean }) => !each.own)
    expect(other).toMatchObject({ address: '203.0.113.0/24', agent: 'Test/1.0' })
    expect((await owner.ask('DELETE', `/account/sessions/${other.id}`)).status).toBe(204)
    expect((await phone.me()).status).toBe(401)
    expect(await owner.ask('DELETE', `/account/sessions/${other.id}`)).toMatchObject({
      status: 404,
      body: { code: 'unknown-session' },
    })
  })

  test('of another person is not one’s own to end, but an owner’s', async () => {
    const analyst = await door.person('analyst')
    const [mine] = (await owner.ask('GET', '/account/sessions')).body.sessions
    expect((await analyst.ask('DELETE', `/account/sessions/${mine.id}`)).status).toBe(404)
    const { id } = (await analyst.me()).body
    const [theirs] = (await owner.ask('GET', `/people/${id}/sessions`)).body.sessions
    expect((await owner.ask('DELETE', `/people/${id}/sessions/${theirs.id}`)).status).toBe(204)
    expect((await analyst.me()).status).toBe(401)
  })

  test('ends with signing out', async () => {
    const token = owner.cookies.get('parley_studio') ?? ''
    expect((await owner.ask('POST', '/sign-out')).status).toBe(204)
    const thief = door.browser()
    thief.cookies.set('parley_studio', token)
    expect((await thief.me()).status).toBe(401)
  })
})

describe('a change', () => {
  test('needs the token of its own session and a page of the Studio', async () => {
    const analyst = await door.person('analyst')
    const rename = (headers: { [name: string]: string | null }) =>
      owner.ask('PATCH', '/account', { name: 'Olga O.' }, headers)
    for (const headers of [
      { 'x-parley-csrf': null },
      { 'x-parley-csrf': 'guessed' },
      { 'x-parley-csrf': analyst.csrf },
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: null, 'sec-fetch-site': null },
    ])
      expect(await rename(headers), JSON.stringify(headers)).toMatchObject({
        status: 403,
        body: { code: 'csrf-refused' },
      })
    expect((await owner.me()).body.name).toBe('Olga')
    expect((await rename({})).status).toBe(204)
    expect((await owner.me()).body.name).toBe('Olga O.')
  })
})

describe('a password', () => {
  test('is changed by who knows the present one, and ends the other sessions', async () => {
    const phone = door.browser()
    await phone.signIn('olga@example.com', password)
    const change = (current: string, next: string) => owner.ask('POST', '/account/password', { current, next })
    expect(await change('not this one, surely', 'a quite new password')).toMatchObject({
      status: 403,
      body: { code: 'wrong-password' },
    })
    expect(await change(password, 'olga')).toMatchObject({ status: 422 })
    expect((await change(password, 'a quite new password')).status).toBe(204)
    expect((await owner.me()).status).toBe(200)
    expect((await phone.me()).status).toBe(401)
    expect((await phone.signIn('olga@example.com', password)).status).toBe(401)
    expect((await phone.signIn('olga@example.com', 'a quite new password')).status).toBe(204)
  })

  test('is renewed by a link of an owner, once, and ends every session', async () => {
    const analyst = await door.person('analyst')
    const { id } = (await analyst.me()).body
    const { body } = await owner.ask('POST', `/people/${id}/password-link`)
    expect(body.link).toMatch(/^https:\/\/studio\.example\.com\/studio\/invitation#[\w-]{43}$/)
    const token = tokenOf(body.link)
    const again = door.browser()
    expect((await again.ask('POST', '/invitation/look', { token })).body).toMatchObject({
      kind: 'password',
      email: 'analyst@example.com',
    })
    expect((await again.ask('POST', '/invitation', { token, password: 'a quite new password' })).status).toBe(204)
    expect((await again.me()).body.id).toBe(id)
    expect((await analyst.me()).status).toBe(401)
    expect((await again.ask('POST', '/invitation', { token, password: 'yet another password' })).status).toBe(404)
  })
})

describe('people', () => {
  test('are invited with a link that works once and is replaced by a newer one', async () => {
    const invite = () => owner.ask('POST', '/people/invitations', { email: 'Ada@example.com', role: 'designer' })
    const [first, second] = [await invite(), await invite()]
    expect(first.status).toBe(201)
    const ada = door.browser()
    const look = (link: string) => ada.ask('POST', '/invitation/look', { token: tokenOf(link) })
    expect((await look(first.body.link)).status).toBe(404)
    expect((await look(second.body.link)).body).toMatchObject({ email: 'ada@example.com', role: 'designer' })
    expect((await owner.ask('GET', '/people')).body.invitations).toHaveLength(1)
    const accept = () => ada.ask('POST', '/invitation', { token: tokenOf(second.body.link), name: 'Ada', password })
    expect((await accept()).status).toBe(204)
    expect((await ada.me()).body).toMatchObject({ role: 'designer', name: 'Ada' })
    expect((await accept()).status).toBe(404)
    expect(await invite()).toMatchObject({ status: 409, body: { code: 'account-exists' } })
    const { body } = await owner.ask('GET', '/people')
    expect(body.people.map((person: { email: string }) => person.email)).toEqual([
      'ada@example.com',
      'olga@example.com',
    ])
    expect(body.invitations).toEqual([])
    expect(JSON.stringify(body)).not.toContain('argon2')
  })

  test('who have an invitation that was withdrawn do not come in', async () => {
    const { body } = await owner.ask('POST', '/people/invitations', { email: 'ada@example.com', role: 'analyst' })
    const [invitation] = (await owner.ask('GET', '/people')).body.invitations
    expect((await owner.ask('DELETE', `/people/invitations/${invitation.id}`)).status).toBe(204)
    const token = tokenOf(body.link)
    expect((await door.browser().ask('POST', '/invitation', { token, name: 'Ada', password })).status).toBe(404)
  })

  test('whose role shrinks may less at once', async () => {
    const second = await door.person('owner', 'second@example.com')
    const { id } = (await second.me()).body
    expect((await second.ask('GET', '/people')).status).toBe(200)
    expect((await owner.ask('PATCH', `/people/${id}`, { role: 'analyst' })).body).toMatchObject({ role: 'analyst' })
    expect(await second.ask('GET', '/people')).toMatchObject({ status: 403, body: { code: 'not-permitted' } })
  })

  test('who are deactivated are out at once and do not come in again until they are active', async () => {
    const analyst = await door.person('analyst')
    const { id } = (await analyst.me()).body
    await owner.ask('PATCH', `/people/${id}`, { active: false })
    expect((await analyst.me()).status).toBe(401)
    expect((await analyst.signIn('analyst@example.com', password)).status).toBe(401)
    await owner.ask('PATCH', `/people/${id}`, { active: true })
    expect((await analyst.signIn('analyst@example.com', password)).status).toBe(204)
  })

  test('always have an owner: the last one is neither demoted, deactivated nor removed', async () => {
    const { id } = (await owner.me()).body
    for (const deed of [
      () => owner.ask('PATCH', `/people/${id}`, { role: 'designer' }),
      () => owner.ask('PATCH', `/people/${id}`, { active: false }),
      () => owner.ask('DELETE', `/people/${id}`),
    ])
      expect(await deed()).toMatchObject({ status: 409, body: { code: 'last-owner' } })
  })

  test('keep an owner when two of them remove each other at once', async () => {
    const second = await door.person('owner', 'second@example.com')
    const [one, two] = [(await owner.me()).body.id, (await second.me()).body.id]
    const statuses = (
      await Promise.all([owner.ask('DELETE', `/people/${two}`), second.ask('DELETE', `/people/${one}`)])
    ).map(({ status }) => status)
    expect(statuses.filter((status) => status === 204)).toHaveLength(1)
    const left = await door.access.accounts.list()
    expect(left).toHaveLength(1)
    expect(left[0]?.role).toBe('owner')
  })
})

describe('the audit log', () => {
  test('says who did what, also what was refused, and holds no secret', async () => {
    await door.browser('203.0.113.7').signIn('olga@example.com', 'not this one, surely')
    const analyst = await door.person('analyst')
    const { id } = (await analyst.me()).body
    await owner.ask('PATCH', `/people/${id}`, { role: 'designer' })
    const made = await owner.ask('POST', '/keys', { name: 'build', permissions: ['solution:read'], days: 30 })
    const { body } = await owner.ask('GET', '/audit')
    const said = body.entries.map(({ actor, action, subject, outcome }: { [name: string]: string }) =>
      [actor, action, subject, outcome].join(' '),
    )
    expect(said).toEqual([
      'Olga key.made build done',
      'Olga person.role-changed analyst@example.com done',
      'analyst session.began analyst@example.com done',
      'analyst person.joined analyst@example.com done',
      ' session.began olga@example.com refused',
      'Olga session.began olga@example.com done',
      'Olga person.joined olga@example.com done',
    ])
    expect(body.entries[1].details).toEqual({ from: 'analyst', to: 'designer' })
    expect(body.entries[4]).toMatchObject({ address: '203.0.113.0/24', details: { why: 'sign-in-refused' } })
    const all = JSON.stringify(body)
    for (const secret of [password, made.body.secret, owner.cookies.get('parley_studio'), 'not this one'])
      expect(all).not.toContain(secret)
  })

  test('is filtered, paged, and exported without formulas', async () => {
    for (const name of ['=cmd()', 'Olga']) expect((await owner.ask('PATCH', '/account', { name })).status).toBe(204)
    const first = await owner.ask('GET', '/audit?action=account.renamed&limit=1')
    expect(first.body.entries).toMatchObject([{ details: { name: 'Olga' } }])
    const second = await owner.ask('GET', `/audit?action=account.renamed&limit=1&before=${first.body.cursor}`)
    expect(second.body.entries).toMatchObject([{ details: { name: '=cmd()' } }])
    expect(second.body.cursor).toBeNull()
    expect(first.body.actions).toContain('session.began')
    expect((await owner.ask('GET', '/audit?from=2020-01-01&to=2020-12-31')).body.entries).toEqual([])
    expect((await owner.ask('GET', '/audit?from=yesterday')).status).toBe(400)
    await owner.ask('PATCH', '/account', { name: '=cmd()' })
    const csv = await owner.ask('GET', '/audit.csv')
    expect(csv.headers['content-type']).toContain('text/csv')
    expect(csv.body.split('\n')[0]).toBe('at,actor_id,actor,action,subject,outcome,address,details')
    expect(csv.body).toContain(",'=cmd(),")
  })

  test('is only added to', async () => {
    const ask = (text: string) => door.runtime.database.query({ text })
    await expect(ask("update parley.audit set actor = 'nobody'")).rejects.toThrow('only added to')
    await expect(ask('delete from parley.audit')).rejects.toThrow('only added to')
    await expect(ask('truncate parley.audit')).rejects.toThrow('only added to')
    await ask(
      'insert into parley.audit (workspace_id, at, action, subject, details, outcome) select workspace_id, 0, action, subject, details, outcome from parley.audit limit 1',
    )
    await ask('delete from parley.audit where at = 0')
  })
})
