import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { replaceIn, useDemoCopies } from '../support/demo-copy.ts'
import { runParley, startParley } from '../support/parley.ts'
import { arrive } from '../support/person.ts'

const demo = useDemoCopies()

describe('check', () => {
  it('finds nothing wrong with the demo', async () => {
    expect(await runParley(['check', 'examples/braze-signup'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('no problems'),
    })
  })

  it('refuses an action whose error is not routed, and says where', async () => {
    const copy = await demo.copy('unrouted')
    await replaceIn(
      join(copy, 'flows/main.flow.json'),
      '"to": { "success": "thanks", "error": "apology" }',
      '"to": { "success": "thanks" }',
    )
    const { code, out } = await runParley(['check', copy, '--json'])
    expect(code).toBe(1)
    const { problems } = JSON.parse(out) as { problems: { code: string; place: object; repair: string }[] }
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'unrouted-outcome',
        place: expect.objectContaining({ file: 'flows/main.flow.json', node: 'track' }),
      }),
    )
  })

  it('locates an action that does not compile', async () => {
    const copy = await demo.copy('broken-action')
    await replaceIn(join(copy, 'actions/track-user.ts'), 'const refused =', 'const const =')
    const { code, all } = await runParley(['check', copy])
    expect(code).toBe(1)
    expect(all).toMatch(/actions\/track-user\.ts:\d+:\d+/)
  })

  it('exits with 2 when it is used wrongly', async () => {
    expect((await runParley(['check'])).code).toBe(2)
    expect((await runParley(['chekc', 'x'])).code).toBe(2)
    expect((await runParley(['start'], { PORT: 'many' })).code).toBe(2)
  })
})

describe('test', () => {
  it("plays the demo's stories", async () => {
    expect(await runParley(['test', 'examples/braze-signup'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/[1-9] passed, 0 failed/),
    })
  })

  it('tells where a story and the solution part', async () => {
    const copy = await demo.copy('changed-text')
    await replaceIn(join(copy, 'flows/main.flow.json'), 'Which **city** do you live in?', 'Where do you live?')
    const { code, out } = await runParley(['test', copy])
    expect(code).toBe(1)
    expect(out).toContain('happened: the bot says "Where do you live?"')
  })
})

describe('init and action new', () => {
  it('make a solution that checks and tests fine, and never overwrite', async () => {
    const made = join(demo.folder, 'my-solution')
    expect((await runParley(['init', made])).code).toBe(0)
    expect((await runParley(['check', made])).code).toBe(0)
    expect((await runParley(['test', made])).code).toBe(0)
    expect((await runParley(['action', 'new', 'find-customer', '--solution', made])).code).toBe(0)
    expect((await runParley(['check', made])).code).toBe(0)
    expect((await runParley(['action', 'new', 'find-customer', '--solution', made])).code).toBe(2)
    expect((await runParley(['init', made])).code).toBe(2)
  })
})

describe('dev', () => {
  it('runs a changed action in a conversation that is under way, and new conversations on the changed flow', async () => {
    const copy = await demo.copy('reloaded')
    const running = await startParley({ command: 'dev', solution: copy })
    try {
      const ada = await arrive(running.url)
      for (const answer of ['Ada', 'Lovelace', 'ada@example.com', '1990-05-03', 'London']) await ada.says(answer)
      await replaceIn(
        join(copy, 'actions/track-user.ts'),
        'async execute({ payload, context, log, braze }) {',
        "async execute({ payload, context, log, braze }) {\n    throw new Error('changed')",
      )
      await vi.waitFor(() => expect(running.output()).toContain('reloaded in'), { timeout: 20_000 })
      expect(await ada.picks('Linux')).toEqual([expect.stringContaining('did not work just now')])

      await replaceIn(join(copy, 'flows/main.flow.json'), 'Hello! Six short', 'Welcome! Six short')
      await vi.waitFor(async () => expect((await arrive(running.url)).heard[0]).toContain('Welcome!'), {
        timeout: 20_000,
      })

      await replaceIn(join(copy, 'flows/main.flow.json'), '"start": "welcome"', '"start": "nowhere"')
      await vi.waitFor(() => expect(running.output()).toContain('was not published'), { timeout: 20_000 })
      expect((await arrive(running.url)).heard[0]).toContain('Welcome!')
    } finally {
      await running.dispose()
    }
  })
})

describe('a wrong Braze key', () => {
  it('is the error route of the conversation, and never shown', async () => {
    const running = await startParley({
      env: { PARLEY_SECRET_SANDBOX_BRAZE_API_KEY: 'wrong-key-0451', PARLEY_LOG: 'debug' },
    })
    try {
      const ada = await arrive(running.url)
      for (const answer of ['Ada', 'Lovelace', 'ada@example.com', '1990-05-03', 'London']) await ada.says(answer)
      expect(await ada.picks('Linux')).toEqual([expect.stringContaining('did not work just now')])
      // What is printed comes by a pipe of its own.
      await vi.waitFor(() => expect(running.output()).toContain('unauthorized'), { timeout: 20_000 })
      expect(running.output()).not.toContain('wrong-key-0451')
      expect(running.output()).not.toMatch(/Lovelace|1990-05-03/)
    } finally {
      await running.dispose()
    }
  })
})
