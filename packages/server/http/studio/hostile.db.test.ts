import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase } from '../../../../test/support/database.ts'
import { actionFile } from '../../commands/template.ts'
import { type AccessDoor, type Answered, openAccessDoor, password, type TestBrowser } from './test-access.ts'

const settings = (name: string, more = ''): string => `import { defineSolution } from '@parley/actions'
export default defineSolution({ name: '${name}', start: 'main', params: { sandbox: {}, prod: {} }${more} })
`
const main = JSON.stringify({ format: 1, start: 'hi', nodes: { hi: { kind: 'end', text: 'Hi' } } })
const shop = {
  'solution.ts': settings('shop'),
  'flows/main.flow.json': main,
  'actions/greet.ts': actionFile,
  'texts/ko.yaml': '# 안녕\n',
}

let door: AccessDoor
let owner: TestBrowser
let designer: TestBrowser

beforeAll(async () => {
  door = await openAccessDoor(await createTestDatabase(), { sources: true })
  owner = await door.owner()
  designer = await door.person('designer')
  expect(await owner.ask('PUT', '/solutions/shop/files', { files: shop })).toMatchObject({ status: 200 })
})

afterAll(() => door[Symbol.asyncDispose]())

const readFiles = async () => (await owner.ask('GET', '/solutions/shop/files')).body.files

function send(
  who: TestBrowser,
  name: string,
  files: { readonly [path: string]: string | Uint8Array },
): Promise<Answered> {
  const packed = Object.entries(files).map(([path, text]) => [path, typeof text === 'string' ? strToU8(text) : text])
  return who.ask('POST', `/imports?name=${name}`, Buffer.from(zipSync(Object.fromEntries(packed))), {
    'content-type': 'application/zip',
  })
}

function sendInto(who: TestBrowser, query: string, files: { readonly [path: string]: string }): Promise<Answered> {
  const packed = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)]))
  return who.ask('POST', `/solutions/other/imports?${query}`, Buffer.from(zipSync(packed)), {
    'content-type': 'application/zip',
  })
}

describe('what is brought into a solution that there is', () => {
  const given = {
    'solution.ts': settings('elsewhere', ", customer: 'New'"),
    'flows/main.flow.json': main.replace('"Hi"', '"Hello"'),
    'actions/more.ts': actionFile,
    'NOTES.md': 'new',
  }
  const before = { ...shop, 'solution.ts': settings('other') }
  const read = async () => (await owner.ask('GET', '/solutions/other/files')).body.files

  test('is looked at first, changes only then, and what was there can be brought back', async () => {
    await owner.ask('PUT', '/solutions/other/files', { files: before })
    const was = await read()
    const looked = await sendInto(owner, 'look=1', given)
    expect(looked).toMatchObject({
      status: 200,
      body: {
        changed: ['NOTES.md', 'actions/more.ts', 'flows/main.flow.json', 'solution.ts'],
        others: ['actions/greet.ts', 'texts/ko.yaml'],
        changes: { diff: { same: false, flows: [{ flow: 'main' }] } },
      },
    })
    expect(await read()).toEqual(was)
    expect(await sendInto(owner, 'remove=1&point=Before', given)).toMatchObject({
      status: 200,
      body: { changes: null },
    })
    const now = await read()
    expect(Object.keys(now).sort()).toEqual(Object.keys(given).sort())
    expect(now['solution.ts']).toBe(settings('other', ", customer: 'New'"))
    const { points } = (await owner.ask('GET', '/solutions/other/history')).body
    expect(points).toMatchObject([{ name: 'Before' }])
    await owner.ask('POST', `/solutions/other/history/${points[0].number}/restore`)
    expect(await read()).toEqual(was)
    // The same once more changes nothing.
    expect(await sendInto(owner, 'point=Again', was)).toMatchObject({ status: 200, body: { changed: [] } })
    expect((await owner.ask('GET', '/solutions/other/history')).body.points).toHaveLength(1)
  })

  test('leaves code alone for who may not write it, and says so', async () => {
    await owner.ask('PUT', '/solutions/other/files', { files: before })
    expect(await sendInto(designer, 'remove=1', given)).toMatchObject({
      status: 200,
      body: {
        changed: ['NOTES.md', 'flows/main.flow.json', 'texts/ko.yaml'],
        left_out: [{ file: 'actions/more.ts' }, { file: 'solution.ts' }],
      },
    })
    expect(Object.keys(await read())).toEqual(['NOTES.md', 'actions/greet.ts', 'flows/main.flow.json', 'solution.ts'])
    expect((await read())['solution.ts']).toBe(before['solution.ts'])
  })

  test('is refused whole when it is none, and where there is no such solution', async () => {
    const was = await read()
    expect(await sendInto(owner, '', { 'a.md': '' })).toMatchObject({ status: 422, body: { code: 'import-refused' } })
    expect(await sendInto(owner, 'evil=1&look=2', given)).toMatchObject({ status: 400 })
    expect(await read()).toEqual(was)
    expect(await owner.ask('POST', '/solutions/nobody/imports', Buffer.from(''), {})).toMatchObject({ status: 404 })
  })
})

describe('who may not write code', () => {
  test('changes, adds and removes none by way of files', async () => {
    for (const files of [
      { 'actions/greet.ts': 'evil' },
      { 'actions/greet.ts': null },
      { 'solution.ts': null },
      { 'texts/evil.ts': 'evil' },
      { 'actions/more.py': '' },
    ])
      expect([files, await designer.ask('PATCH', '/solutions/shop/files', { files })]).toMatchObject([
        files,
        { status: 403, body: { code: 'code-not-permitted' } },
      ])
    const { 'actions/greet.ts': _gone, ...less } = shop
    expect(await designer.ask('PUT', '/solutions/shop/files', { files: less })).toMatchObject({ status: 403 })
    expect(await designer.ask('PUT', '/solutions/new/files', { files: shop })).toMatchObject({ status: 403 })
    expect(Object.keys(await readFiles()).sort()).toEqual(Object.keys(shop).sort())
    const texts = { files: { 'texts/ko.yaml': '# 여보세요\n', 'texts/en.yaml': null } }
    expect(await designer.ask('PATCH', '/solutions/shop/files', texts)).toMatchObject({ status: 200 })
  })

  test('takes in none, and nothing that sends data elsewhere', async () => {
    const flows = { 'flows/main.flow.json': main }
    for (const files of [
      { ...flows, 'solution.ts': settings('in'), 'actions/evil.ts': 'fetch("https://evil.example")' },
      { ...flows, 'solution.ts': settings('in'), 'texts/evil.py': 'print(1)' },
      { ...flows, 'solution.ts': settings('in', ", customer: process.env.HOME ?? ''") },
      { 'bot.csv': 'a,b', 'evil.py': 'print(1)' },
      { 'in/bot.csv': 'a,b', 'in/solution.ts': settings('in'), 'in/scripts/evil.py': 'print(1)' },
    ])
      expect([Object.keys(files), await send(designer, 'in', files)]).toMatchObject([
        Object.keys(files),
        { status: expect.any(Number), body: { code: expect.stringMatching(/code-not-permitted|import-refused/) } },
      ])
    const away = settings('in').replace('prod: {}', "prod: { braze_url: 'https://evil.example' }")
    expect(await send(designer, 'in', { ...flows, 'solution.ts': away })).toMatchObject({ status: 403 })
    const more = `${settings('in', ", egress: ['evil.example'], customer: 'Larch'")}await import('./texts/evil')\n`
    expect(await send(designer, 'in', { ...flows, 'solution.ts': more })).toMatchObject({
      status: 201,
      body: { left_out: [{ file: 'solution.ts: egress', reason: expect.stringContaining('action:edit') }] },
    })
    const { files } = (await owner.ask('GET', '/solutions/in/files')).body
    expect(files['solution.ts']).toContain("customer: 'Larch'")
    expect(files['solution.ts']).not.toMatch(/evil|import\(/)
    expect(await send(owner, 'whole', { ...flows, 'solution.ts': more })).toMatchObject({ status: 201 })
  })
})

describe('what no row can hold', () => {
  test.each([
    ['POST', '/sign-in', { email: 'a\0@example.com', password }],
    ['POST', '/sign-in', { email: 'a@example.com', password: 'a\0' }],
    ['POST', '/solutions/shop/points', { name: 'a\0b' }],
    ['POST', '/solutions', { name: 'copy', from: { kind: 'copy', solution: 'a\0' } }],
    ['POST', '/solutions/shop/environments/prod/migrations', { from: 1, to: 2, nodes: { 'a\0': 'b' } }],
    ['PATCH', '/account', { name: '\0' }],
    ['GET', '/solutions/a%00/files', undefined],
    ['GET', '/solutions/a%00/report/overview', undefined],
    ['GET', '/solutions/a%00/document', undefined],
    ['GET', '/solutions/shop/transcripts/a%00', undefined],
    ['GET', '/solutions/shop/transcripts?text=%00', undefined],
    ['GET', '/solutions/shop/report/overview?channel=%00', undefined],
    ['GET', '/solutions/shop/report/overview?channel=a&channel=%00', undefined],
    ['GET', '/audit?subject=%00', undefined],
    ['DELETE', '/people/a%00', undefined],
    ['DELETE', '/solutions/shop/previews/a%00', undefined],
  ] as const)('%s %s is refused, and not by the database', async (method, path, body) => {
    const { status, body: answer } = await owner.ask(method, path, body)
    expect([status, answer.code]).toEqual([status < 500 ? status : 'not a failure of ours', answer.code])
    expect(status).toBeGreaterThanOrEqual(400)
  })
})

describe('files that are handed over', () => {
  test.each([
    ['no JSON', 'flows/main.flow.json', '{ "nodes": '],
    ['a list', 'flows/main.flow.json', '[]'],
    ['deeper than any file', 'flows/main.flow.json', `{"nodes":{"a":${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}}}`],
    ['a member that means something else', 'flows/main.flow.json', '{"nodes":{"__proto__":{"kind":"end"}}}'],
    ['a member twice', 'flows/main.flow.json', '{"nodes":{},"nodes":{"a":1}}'],
    ['a number that is too large', 'flows/main.flow.json', '{"nodes":{"a":1e999}}'],
  ])('%s stays a text, as it was', async (_what, path, text) => {
    expect(await owner.ask('PATCH', '/solutions/shop/files', { files: { [path]: text } })).toMatchObject({
      status: 200,
    })
    expect((await readFiles())[path]).toBe(text)
    expect((await owner.ask('GET', '/solutions/shop/problems')).body.errors).toBeGreaterThan(0)
    expect(await owner.ask('GET', '/solutions/shop/export')).toMatchObject({ status: 200 })
    expect(await owner.ask('GET', '/solutions/shop/history/1/diff')).toMatchObject({ status: 200 })
    await owner.ask('PATCH', '/solutions/shop/files', { files: { [path]: main } })
  })

  test.each(['constructor', 'toString', 'a:b', 'texts/\u202egnp.yaml', 'con', 'a\nb', 'flows/.hidden'])(
    'of the name %j are not taken',
    async (path) => {
      const { status } = await owner.ask('PATCH', '/solutions/shop/files', { files: { [path]: 'evil' } })
      expect([400, 422]).toContain(status)
      const made = await send(owner, 'zipped', {
        'solution.ts': settings('zipped'),
        'flows/main.flow.json': main,
        [path]: 'evil',
      })
      expect(Object.keys((await owner.ask('GET', '/solutions/zipped/files')).body.files).sort()).toEqual([
        'flows/main.flow.json',
        'solution.ts',
      ])
      expect(made.body.left_out.length).toBe(1)
      await owner.ask('DELETE', '/solutions/zipped')
    },
  )

  test.each(['../evil.ts', '/etc/passwd', 'flows/../../evil'])(
    'that lead out to %s are refused whole',
    async (path) => {
      const { status } = await owner.ask('PATCH', '/solutions/shop/files', { files: { [path]: 'evil' } })
      expect([400, 422]).toContain(status)
      const files = { 'solution.ts': settings('zipped'), 'flows/main.flow.json': main, [path]: 'evil' }
      expect(await send(owner, 'zipped', files)).toMatchObject({
        status: 422,
        body: {
          errors: [{ detail: `"${path}" leads out of the folder. Make the zip of the solution's folder itself.` }],
        },
      })
      expect(await owner.ask('GET', '/solutions/zipped/files')).toMatchObject({ status: 404 })
    },
  )

  test('are bounded: files, bytes, the zip itself', async () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`texts/t${index}.yaml`, 'a: b\n']))
    expect(await send(owner, 'many', { 'solution.ts': settings('many'), ...many })).toMatchObject({ status: 422 })
    const bomb = { 'solution.ts': settings('bomb'), 'texts/ko.yaml': new Uint8Array(400 * 1024 * 1024) }
    expect(await send(owner, 'bomb', bomb)).toMatchObject({ status: 422 })
    const wrong = {
      'solution.ts': settings('wrong'),
      'flows/main.flow.json': main,
      'texts/ko.yaml': Uint8Array.of(0xc7, 0xd1, 0xb1, 0xdb),
    }
    expect((await send(owner, 'wrong', wrong)).body.left_out).toEqual([
      { file: 'texts/ko.yaml', reason: expect.stringContaining('UTF-8') },
    ])
    const large = Buffer.alloc(31 * 1024 * 1024)
    const headers = { 'content-type': 'application/zip' }
    expect(await owner.ask('POST', '/imports?name=large', large, headers)).toMatchObject({ status: 413 })
    expect(await owner.ask('GET', '/solutions/many/files')).toMatchObject({ status: 404 })
  }, 60_000)
})

describe('a solution that is wrong', () => {
  const bomb = (name: string) =>
    `a: &a [x, x, x, x, x, x, x, x, x, x]\n${[...'bcdefghi'].map((it, at) => `${it}: &${it} [${Array(10).fill(`*${'abcdefgh'[at]}`)}]`).join('\n')}\n${name}: *i\n`
  const call = (flow: string) =>
    JSON.stringify({ format: 1, start: 'go', nodes: { go: { kind: 'flow', flow, to: { next: 'go' } } } })
  test.each([
    ['flows that call each other', { 'flows/one.flow.json': call('two'), 'flows/two.flow.json': call('one') }],
    ['a flow that calls itself', { 'flows/main.flow.json': call('main') }],
    [
      'an action that is not there',
      { 'flows/main.flow.json': call('main').replace('"flow","flow":"main"', '"action","action":"gone"') },
    ],
    ['texts that unfold without end', { 'texts/ko.yaml': bomb('hi') }],
    ['intents that unfold without end', { 'nlu/intents.yaml': bomb('intents') }],
    ['tests that unfold without end', { 'tests/evil.yaml': bomb('steps'), 'solution.ts': '' }],
    ['settings nested without end', { 'solution.ts': `export default ${'('.repeat(50_000)}` }],
  ])(
    '%s: is answered, and is not published',
    async (_what, files) => {
      const before = await readFiles()
      expect(await owner.ask('PATCH', '/solutions/shop/files', { files })).toMatchObject({ status: 200 })
      for (const path of ['problems', 'surroundings', 'export', 'history/1/diff', 'export/pypestream'])
        expect([path, (await owner.ask('GET', `/solutions/shop/${path}`)).status]).toEqual([path, 200])
      const check = await owner.ask('POST', '/solutions/shop/environments/sandbox/check', {})
      const { status, body } = await owner.ask('POST', '/solutions/shop/environments/sandbox/publish', { after: 0 })
      expect([check.status, check.body.ready, status, body.code]).toEqual([200, false, 422, 'build-refused'])
      expect(body.problems.length).toBeGreaterThan(0)
      await owner.ask('PUT', '/solutions/shop/files', { files: before })
    },
    60_000,
  )
})

test('of two who publish, bring back or make the same at once, both get an answer and nothing is lost', async () => {
  await owner.ask('PUT', '/solutions/shop/files', { files: shop })
  const both = (ask: (who: TestBrowser) => Promise<Answered>) => Promise.all([ask(owner), ask(designer)])
  const published = await both((who) => who.ask('POST', '/solutions/shop/environments/sandbox/publish', { after: 0 }))
  expect(published.map(({ status }) => status).sort()).toEqual([201, 409])
  await owner.ask('PATCH', '/solutions/shop/files', { files: { 'texts/ko.yaml': '# 여보세요\n' } })
  const { sittings } = (await owner.ask('GET', '/solutions/shop/history')).body
  const number = sittings[0].last - 1
  const restored = await both((who) => who.ask('POST', `/solutions/shop/history/${number}/restore`))
  expect(restored.map(({ status }) => status)).toEqual([204, 204])
  expect((await readFiles())['texts/ko.yaml']).toBe(shop['texts/ko.yaml'])
  const made = await both((who) => who.ask('POST', '/solutions', { name: 'twin', from: { kind: 'empty' } }))
  expect(made.map(({ status }) => status).sort()).toEqual([201, 409])
  const removed = await both((who) => who.ask('DELETE', '/solutions/twin'))
  expect(removed.map(({ status }) => status).sort()).toEqual([204, 404])
})

test('every change is in the log, and what was written is not', async () => {
  const planted = 'hush-hush-planted'
  await owner.ask('PATCH', '/solutions/shop/files', { files: { 'texts/ko.yaml': `hi: ${planted}\n` } })
  expect(await owner.ask('POST', '/solutions/shop/points', { name: 'Before' })).toMatchObject({ status: 201 })
  const [point] = (await owner.ask('GET', '/solutions/shop/history')).body.points
  expect(await owner.ask('DELETE', `/solutions/shop/points/${point.number}`)).toMatchObject({ status: 204 })
  const { actions } = (await owner.ask('GET', '/audit')).body
  expect(actions).toEqual(
    expect.arrayContaining(['source.changed', 'point.named', 'point.unnamed', 'solution.imported']),
  )
  const { rows } = await door.runtime.database.query<{ row: string }>({
    text: 'select a::text as row from parley.audit a',
  })
  expect(rows.filter(({ row }) => row.includes(planted) || row.includes(password))).toEqual([])
})

test('guesses that a lock refuses are written down once', async () => {
  const guesser = door.browser('203.0.113.9')
  for (let guess = 0; guess < 14; guess += 1) await guesser.signIn('nobody@example.com', `guess number ${guess}`)
  const { entries } = (await owner.ask('GET', '/audit?subject=nobody@example.com')).body
  const whys = entries.map(({ details }: { details: { why: string } }) => details.why)
  expect(whys.filter((why: string) => why === 'locked-out')).toHaveLength(1)
  expect(whys).toHaveLength(11)
})
