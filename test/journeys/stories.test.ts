import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { replaceIn, useDemoCopies } from '../support/demo-copy.ts'
import { runParley, startParley } from '../support/parley.ts'
import { arrive } from '../support/person.ts'
import { type ParleyProcess, spawnParley } from '../support/processes.ts'

const demo = useDemoCopies()

describe('parley test', () => {
  it('tells, counts and draws what the stories go through, and writes those that are missing', async () => {
    const copy = await demo.copy('covered')
    await rm(join(copy, 'tests/braze.test.yaml'))
    await writeFile(
      join(copy, 'tests/signup.test.yaml'),
      'stories:\n  - story: Hello\n    steps:\n      - bot: Hello! Six short questions and your account is ready.\n      - bot: /first name/\n',
    )
    const [picture, junit] = [join(demo.folder, 'picture.html'), join(demo.folder, 'junit.xml')]
    const lacking = await runParley(['test', copy, '--coverage', picture, '--junit', junit, '--min-coverage', '90'])
    expect(lacking.code).toBe(1)
    expect(lacking.out).toContain('edges 1/14 (7 %)')
    expect(lacking.all).toContain('7.1 % of the edges; 90 % are asked for')
    expect(await readFile(picture, 'utf8')).toContain('<svg')
    expect(await readFile(junit, 'utf8')).toContain('<testcase name="Hello"')
    await rm(join(copy, 'tests'), { recursive: true })
    const generated = await runParley(['test', copy, '--generate'])
    expect(generated.code).toBe(0)
    expect(generated.all).toContain('generated.test.yaml')
    const whole = await runParley(['test', copy, '--json', '--min-coverage', '100'])
    expect(whole.code).toBe(0)
    expect(JSON.parse(whole.out)).toMatchObject({ failed: 0, coverage: { edges_percent: 100 } })
  })

  it('exits with 2 when it is used wrongly', async () => {
    for (const args of [
      ['--min-coverage', 'much'],
      ['--coverage', 'a.txt'],
      ['--record', 'x', '--out', 'a.yaml'],
    ])
      expect((await runParley(['test', 'examples/braze-signup', ...args])).code).toBe(2)
  })

  it('watches: a change is played at once', async () => {
    const copy = await demo.copy('watched')
    const watching = await spawnParley(['test', copy, '--watch'])
    try {
      const times = () => watching.printed().split('Waiting for changes').length - 1
      await vi.waitFor(() => expect(times()).toBe(1), { timeout: 30_000 })
      await replaceIn(join(copy, 'flows/main.flow.json'), 'Which **city** do you live in?', 'Where do you live?')
      await vi.waitFor(() => expect(watching.printed()).toContain('happened: the bot says "Where do you live?"'), {
        timeout: 30_000,
      })
      const [story, before] = [join(copy, 'tests/signup.test.yaml'), times()]
      await replaceIn(story, 'Which **city** do you live in?', 'Where do you live?')
      await vi.waitFor(() => expect(times()).toBeGreaterThan(before), { timeout: 30_000 })
      await vi.waitFor(
        () => expect(watching.printed().trimEnd().split('\n').slice(-4).join('\n')).toMatch(/ 0 failed/),
        {
          timeout: 30_000,
        },
      )
      expect(await watching.kill('SIGINT')).toBe(0)
    } finally {
      await watching.dispose()
    }
  })
})

describe('conversations that were held', () => {
  let parley: ParleyProcess
  let env: Readonly<Record<string, string>>
  beforeAll(async () => {
    parley = await startParley()
    env = { PARLEY_HOME: parley.home }
  })
  afterAll(() => parley.dispose())

  async function signUp(birthday: string): Promise<string> {
    const person = await arrive(parley.url)
    for (const answer of ['Ada', 'Lovelace', 'nowhere', 'ada@example.com', birthday, 'London', 'macOS'])
      await person.says(answer)
    return person.conversation
  }

  it('become stories without their sensitive answers, which pass', async () => {
    const conversation = await signUp('11 November 1911')
    const copy = await demo.copy('recorded')
    const recorded = await runParley(['test', copy, '--record', conversation, '--server', parley.url], env)
    expect(recorded).toMatchObject({
      code: 0,
      out: expect.stringContaining('Something else stands for its sensitive answers.'),
    })
    const story = await readFile(join(copy, 'tests/recorded.test.yaml'), 'utf8')
    expect(story).not.toMatch(/\b1911\b/)
    expect(story).toContain('- user: nowhere')
    expect(await runParley(['test', copy, '--filter', 'recorded'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('1 passed'),
    })
  })

  it('are played against a changed flow, with what is said and written otherwise', async () => {
    await signUp('11 November 1911')
    const copy = await demo.copy('replayed')
    expect(await runParley(['replay', copy, '--server', parley.url], env)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+ the same, 0 different, 0 not compared$/m),
    })
    const file = join(copy, 'flows/main.flow.json')
    await replaceIn(file, 'Which **city** do you live in?', 'Where do you live?')
    await replaceIn(file, '"home_city": "home_city"', '"home_city": "\'Paris\'"')
    const changed = await runParley(['replay', copy, '--server', parley.url, '--limit', '1'], env)
    expect(changed.code).toBe(1)
    expect(changed.out).toContain('- bot     Which **city** do you live in?')
    expect(changed.out).toContain('+ bot     Where do you live?')
    expect(changed.out).toMatch(/^ +- track-user .*"home_city":"London"/m)
    expect(changed.out).toMatch(/^ +\+ track-user .*"home_city":"Paris"/m)
    expect(changed.out).not.toMatch(/\b1911\b/)
  })
})
