import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { takeIn } from './taken-in.ts'

const settings = `import { defineSolution } from '@parley/actions'

// Ours.
export default defineSolution({ name: 'old', start: 'main', params: { sandbox: {}, prod: {} } })
`
const flow = '{ "format": 1, "start": "bye", "nodes": { "bye": { "kind": "end", "text": "Bye." } } }'

const take = (files: { readonly [path: string]: string }, name = 'summer-sale') =>
  takeIn(new Map(Object.entries(files)), name)

describe('what is handed over as a solution', () => {
  it('is a folder, packed with or without the folder around it, and gets the new name', async () => {
    const files = {
      'solution.ts': settings.replace("'old'", "'summer-sale'"),
      'flows/main.flow.json': flow,
    }
    const expected = { kind: 'taken', files, leftOut: [], problems: [] }
    expect(await take({ 'solution.ts': settings, 'flows/main.flow.json': flow })).toEqual(expected)
    expect(await take({ 'a/b/solution.ts': settings, 'a/b/flows/main.flow.json': flow })).toEqual(expected)
  })

  it('leaves out files of names that a document does not have, and takes a broken flow as it is', async () => {
    const taken = await take({ 'solution.ts': settings, 'flows/main.flow.json': '{', 'what?.md': 'x' })
    expect(taken).toMatchObject({
      kind: 'taken',
      files: { 'flows/main.flow.json': '{' },
      leftOut: [{ file: 'what?.md', reason: expect.stringContaining('no name of a file') }],
    })
  })

  it('is refused with the place where the settings are broken, or name themselves in code', async () => {
    expect(await take({ 'solution.ts': 'export default defineSolution({\n  name: ,\n})' })).toEqual({
      kind: 'refused',
      errors: [{ file: 'solution.ts:2:9', reason: 'Unexpected token. Mend it and hand it over again.' }],
      problems: [],
    })
    const inCode = await take({ 'solution.ts': settings.replace("'old'", 'process.env.NAME') })
    expect(inCode).toMatchObject({ kind: 'refused', errors: [{ reason: expect.stringContaining('written in code') }] })
  })

  it('is refused when it is neither a solution nor a bot, with what was found', async () => {
    expect(await take({ 'a.txt': 'x', 'b.txt': 'y' })).toMatchObject({
      kind: 'refused',
      errors: [{ reason: expect.stringContaining('It holds a.txt, b.txt.') }],
    })
    expect(await take({})).toMatchObject({ errors: [{ reason: expect.stringContaining('There is no file in it.') }] })
    expect(await take({ 'one.csv': 'x', 'two.csv': 'y' })).toMatchObject({
      errors: [{ reason: 'Which of one.csv, two.csv is the bot? Call that one bot.csv.' }],
    })
  })

  it('is a Pypestream bot with the files that belong to it', async () => {
    const bot = await readFile('examples/bike-shop/pypestream/bot.csv', 'utf8')
    const taken = await take({ 'bike/bot.csv': bot })
    if (taken.kind === 'refused') throw new Error(JSON.stringify(taken, null, 2))
    expect(Object.keys(taken.files)).toEqual(expect.arrayContaining(['solution.ts', 'flows/main.flow.json']))
    expect(taken.files['solution.ts']).toContain("name: 'summer-sale'")
  })

  it('is refused row by row when the table of the bot is wrong', async () => {
    const bot = await readFile('examples/bike-shop/pypestream/bot.csv', 'utf8')
    const [head, ...rows] = bot.split('\n')
    const taken = await take({ 'bot.csv': [head, ...rows.slice(1)].join('\n') })
    expect(taken).toMatchObject({ kind: 'refused', errors: [] })
    expect(taken.kind === 'refused' && taken.problems[0]).toMatchObject({
      severity: 'error',
      place: { file: 'bot.csv' },
    })
  })
})
