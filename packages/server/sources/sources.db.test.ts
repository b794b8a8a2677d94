import { documentFrom, filesOf, putFile } from '@parley/studio/source'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { useTestNodes } from '../../../test/support/runtime-nodes.ts'
import { createLog } from '../log.ts'
import { createSources } from './create-sources.ts'
import type { Author } from './gate.ts'
import { roomLimits } from './room.ts'
import type { Sources } from './sources.ts'

const nodes = useTestNodes()
const ada: Author = { id: 'acc_ada', name: 'Ada', mayCode: true }

const solution = `import { defineSolution } from '@parley/actions'
export default defineSolution({ name: 'shop', start: 'main', params: { sandbox: {}, prod: {} } })
`
const main = `${JSON.stringify({ format: 1, start: 'hi', nodes: { hi: { kind: 'end', text: 'Hi' } } }, null, 2)}\n`
const shop = { 'solution.ts': solution, 'flows/main.flow.json': main }

/** Another server on the same database. */
async function startSources(): Promise<Sources> {
  const { database } = await nodes.startNode()
  return createSources({ database, log: createLog('silent') })
}

/** An update that sets what the flow says. */
function saying(doc: Y.Doc, text: string): Uint8Array {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  const before = Y.encodeStateVector(copy)
  putFile(copy, 'flows/main.flow.json', main.replace('"Hi"', JSON.stringify(text)))
  return Y.encodeStateAsUpdate(copy, before)
}

const textIn = (files: { readonly [path: string]: string }): string =>
  JSON.parse(files['flows/main.flow.json'] ?? '{}').nodes.hi.text

describe('what is worked on', () => {
  test('comes back as the files that it was made of, on every server', async () => {
    const [here, there] = [await startSources(), await startSources()]
    const row = await here.create('shop', shop, 'Ada')
    expect(row).toMatchObject({ solution: 'shop', changedBy: 'Ada' })
    expect(await there.read('shop')).toEqual(filesOf(documentFrom(shop)))
    expect((await there.list()).map((each) => each.solution)).toEqual(['shop'])
    await Promise.all([here.close(), there.close()])
  })

  test('there is one of a name, and none of a name that was removed', async () => {
    const here = await startSources()
    await here.create('shop', shop, 'Ada')
    await expect(here.create('shop', shop, 'Bob')).rejects.toMatchObject({ code: 'source-exists' })
    expect(await here.remove('shop')).toBe(true)
    expect(await here.remove('shop')).toBe(false)
    await expect(here.read('shop')).rejects.toMatchObject({ code: 'unknown-source' })
    await here.create('shop', { 'solution.ts': solution }, 'Bob')
    expect(Object.keys(await here.read('shop'))).toEqual(['solution.ts'])
    await here.close()
  })

  test.each([
    ['../evil.ts', 'not a plain path'],
    ['/etc/passwd', 'not a plain path'],
    ['.env', 'begins with a dot'],
    ['node_modules/x/index.js', 'packages'],
    [`${'a'.repeat(201)}.md`, 'characters'],
  ])('a file cannot be called %s', async (path, why) => {
    const here = await startSources()
    const creating = here.create('shop', { ...shop, [path]: '' }, 'Ada')
    await expect(creating).rejects.toMatchObject({ code: 'source-refused', message: expect.stringContaining(why) })
    await here.close()
  })

  test('what is changed on one server is there on the other, and people who have it open see it', async () => {
    const [here, there] = [await startSources(), await startSources()]
    await here.create('shop', shop, 'Ada')
    const room = await there.open('shop')
    const seen = new Promise<void>((resolve) => room.doc.once('update', () => resolve()))
    await here.change('shop', { 'texts/ko.yaml': 'a: b\n', 'solution.ts': null }, 'Bob')
    await seen
    expect(Object.keys(filesOf(room.doc))).toEqual(['flows/main.flow.json', 'texts/ko.yaml'])
    expect(await there.find('shop')).toMatchObject({ changedBy: 'Bob' })
    await Promise.all([here.close(), there.close()])
  })

  test('compiles as the folder would, and its code reaches nothing of this machine', async () => {
    const here = await startSources()
    await here.create('shop', shop, 'Ada')
    expect((await here.load('shop')).build?.name).toBe('shop')
    const outside = process.cwd()
    for (const evil of [
      `${outside}/package.json`,
      'pg',
      `${outside}/node_modules/zod/package.json`,
      '../../etc/passwd',
    ]) {
      const text = `import x from ${JSON.stringify(evil)}\n${solution}export { x }\n`
      await here.change('shop', { 'solution.ts': text }, 'Ada')
      const { build, problems } = await here.load('shop')
      expect([evil, build]).toEqual([evil, null])
      expect(problems.map(({ code }) => code)).toEqual(['action-does-not-compile'])
    }
    await here.close()
  })
})

describe('updates', () => {
  test('[S2] of two servers at once all get to both, numbered without gaps', async () => {
    const [here, there] = [await startSources(), await startSources()]
    await here.create('shop', shop, 'Ada')
    const [one, two] = [await here.open('shop'), await there.open('shop')]
    const numbers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => {
        const room = index % 2 === 0 ? one : two
        return room.submit(saying(room.doc, `number ${index}`), ada)
      }),
    )
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index + 2))
    await Promise.all([one.catchUp(), two.catchUp()])
    expect([one.number, two.number]).toEqual([41, 41])
    expect(filesOf(one.doc)).toEqual(filesOf(two.doc))
    await Promise.all([here.close(), there.close()])
  })

  test('many are summed up, and a server that was behind catches up over it', async () => {
    const [here, there] = [await startSources(), await startSources()]
    await here.create('shop', shop, 'Ada')
    const behind = await there.open('shop')
    const room = await here.open('shop')
    for (let index = 0; index < roomLimits.updates + 5; index += 1)
      await room.submit(saying(room.doc, `v${index}`), ada)
    const { rows } = await nodes.rows.query('select number from parley.source_state order by number')
    expect(rows.length).toBe(2)
    // As if the history before were gone.
    await nodes.rows.query('delete from parley.source_update where number < 150')
    await behind.catchUp()
    expect(textIn(filesOf(behind.doc))).toBe(`v${roomLimits.updates + 4}`)
    await Promise.all([here.close(), there.close()])
    const later = await startSources()
    expect(textIn(await later.read('shop'))).toBe(`v${roomLimits.updates + 4}`)
    await later.close()
  })

  test('[S3] what could not be stored is not promised, and members come again', async () => {
    const here = await startSources()
    await here.create('shop', shop, 'Ada')
    const room = await here.open('shop')
    let sentAway = 0
    room.join({ update() {}, presence() {}, gone() {}, sendAway: () => (sentAway += 1) })
    await nodes.rows.query('alter table parley.source_update rename to away')
    await expect(room.submit(saying(room.doc, 'lost?'), ada)).rejects.toMatchObject({ code: 'database-unavailable' })
    expect([sentAway, textIn(filesOf(room.doc))]).toEqual([1, 'Hi'])
    await nodes.rows.query('alter table parley.away rename to source_update')
    await room.submit(saying(room.doc, 'there'), ada)
    expect(textIn(await here.read('shop'))).toBe('there')
    await here.close()
  })
})

describe('edits that are made of what is there', () => {
  const withLine = (line: string) => (files: { readonly [path: string]: string }) => ({
    'notes.md': `${files['notes.md'] ?? ''}${line}\n`,
  })

  test('take turns on two servers, and none is lost', async () => {
    const [here, there] = [await startSources(), await startSources()]
    await here.create('shop', { ...shop, 'notes.md': 'begin\n' }, 'Ada')
    const [one, two] = [await here.open('shop'), await there.open('shop')]
    const lines = Array.from({ length: 6 }, (_, index) => `line ${index}`)
    // People write elsewhere meanwhile, which is in nobody's way.
    const writing = lines.map((line, index) => (index % 2 ? one : two).submit(saying(one.doc, line), ada))
    await Promise.all([
      ...writing,
      ...lines.map((line, index) => (index % 2 ? here : there).edit('shop', withLine(line), 'Ada')),
    ])
    const text = (await here.read('shop'))['notes.md'] ?? ''
    expect(text.split('\n').sort()).toEqual(['', 'begin', ...lines].sort())
    expect(await there.read('shop')).toEqual(await here.read('shop'))
    await Promise.all([here.close(), there.close()])
  })

  test('are refused when what they were made of is another by now, on whichever server, and the next goes through', async () => {
    const [here, there] = [await startSources(), await startSources()]
    await here.create('shop', { ...shop, 'notes.md': 'a', 'more.md': 'b' }, 'Ada')
    const room = await there.open('shop')
    const of = room.number
    const late = (file: string) => {
      const copy = new Y.Doc()
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(room.doc))
      const before = Y.encodeStateVector(copy)
      putFile(copy, file, 'late')
      return room.submit(Y.encodeStateAsUpdate(copy, before), ada, undefined, { of, files: [file] })
    }
    await here.change('shop', { 'notes.md': 'new' }, 'Bob')
    await expect(late('notes.md')).rejects.toMatchObject({ code: 'source-changed' })
    await late('more.md')
    expect(await here.read('shop')).toMatchObject({ 'notes.md': 'new', 'more.md': 'late' })
    await Promise.all([here.close(), there.close()])
  })
})

describe('[G6] the client of somebody', () => {
  test('who works on another server is not taken by others', async () => {
    const [here, there] = [await startSources(), await startSources()]
    await here.create('shop', shop, 'Ada')
    const [one, two] = [await here.open('shop'), await there.open('shop')]
    const asClient = (client: number, doc: Y.Doc, text: string): Uint8Array => {
      const copy = new Y.Doc()
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
      copy.clientID = client
      const before = Y.encodeStateVector(copy)
      putFile(copy, 'flows/main.flow.json', main.replace('"Hi"', JSON.stringify(text)))
      return Y.encodeStateAsUpdate(copy, before)
    }
    await one.submit(asClient(7, one.doc, 'hers'), ada)
    await two.catchUp()
    const eve: Author = { id: 'acc_eve', name: 'Eve', mayCode: true }
    await expect(two.submit(asClient(7, two.doc, 'evil'), eve)).rejects.toMatchObject({ code: 'update-refused' })
    await one.submit(asClient(7, one.doc, 'hers again'), ada)
    expect(textIn(await there.read('shop'))).toBe('hers again')
    await Promise.all([here.close(), there.close()])
  })
})

describe('history', () => {
  test('tells who did what, shows any point, and brings it back as an edit', async () => {
    const here = await startSources()
    await here.create('shop', shop, 'Ada')
    const room = await here.open('shop')
    await room.submit(saying(room.doc, 'Hello'), ada)
    const number = await room.submit(saying(room.doc, 'Good day'), ada)
    await here.replace('shop', { ...shop, 'texts/ko.yaml': '' }, 'Bob')
    const { sittings, more } = await here.history.sittings('shop')
    expect(more).toBe(false)
    expect(sittings.map(({ author, updates, touched }) => [author.name, updates, touched])).toEqual([
      ['Bob', 1, ['flows/main.flow.json#hi', 'texts/ko.yaml']],
      ['Ada', 2, ['flows/main.flow.json#hi']],
      ['Ada', 1, ['solution.ts', 'flows/main.flow.json']],
    ])
    expect(textIn(await here.history.read('shop', number - 1))).toBe('Hello')
    await here.history.restore('shop', number, 'Bob')
    expect(textIn(await here.read('shop'))).toBe('Good day')
    expect(Object.keys(await here.read('shop'))).not.toContain('texts/ko.yaml')
    expect(textIn(await here.history.read('shop', number + 1))).toBe('Hi')
    await expect(here.history.read('shop', 99)).rejects.toMatchObject({ code: 'unknown-point' })
    await here.close()
  })

  test('a named point stays when what is around it is forgotten', async () => {
    const here = await startSources()
    await here.create('shop', shop, 'Ada')
    const room = await here.open('shop')
    const number = await room.submit(saying(room.doc, 'Hello'), ada)
    await here.history.name('shop', 'Before the sale', 'Ada')
    for (let index = 0; index < roomLimits.updates + 1; index += 1)
      await room.submit(saying(room.doc, `v${index}`), ada)
    await nodes.rows.query('update parley.source_update set at = 0 where number <= 150')
    await nodes.rows.query('delete from parley.source_update where number <= 150')
    expect(await here.history.points('shop')).toMatchObject([{ number, name: 'Before the sale', by: 'Ada' }])
    expect(textIn(await here.history.read('shop', number))).toBe('Hello')
    expect(await here.history.unname('shop', number)).toBe(true)
    await here.close()
  })
})
