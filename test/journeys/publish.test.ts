import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Greeter } from '../support/greeter.ts'
import { runParley, startParley } from '../support/parley.ts'
import { arrive } from '../support/person.ts'

let home: string

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'parley-publish-'))
})
afterAll(async () => {
  await rm(home, { recursive: true, force: true })
})

describe('parley dev', () => {
  it('goes on when a version is deployed to it, and takes its own changes again afterwards', async () => {
    const solution = new Greeter(home)
    const running = await startParley({ command: 'dev', solution: await solution.write({ greeting: 'Hello' }) })
    try {
      const other = new Greeter(home)
      const copy = await other.write({ greeting: 'Deployed' })
      const text = `import { defineSolution } from '@parley/actions'
export default defineSolution({ name: '${solution.name}', start: 'main', params: { sandbox: {}, prod: {} }, secrets: [] })
`
      await writeFile(join(copy, 'solution.ts'), text)
      const deploy = ['deploy', copy, '--environment', 'sandbox', '--server', running.url]
      expect((await runParley(deploy, { PARLEY_HOME: running.home })).out).toContain('Version 2 is live in sandbox')
      const person = await arrive(running.url, { solution: solution.name })
      await person.says('Ada')
      expect(await person.waits('London')).toEqual(['Deployed, Ada from London.'])
      await solution.write({ greeting: 'Changed' })
      const heard = async () => (await arrive(running.url, { solution: solution.name })).heard
      await vi.waitFor(async () => expect(await heard()).toEqual(['Changed! Your name?']), { timeout: 20_000 })
    } finally {
      await running.dispose()
    }
  })
})

describe('parley start', () => {
  it('leaves what an operator rolled back to, until the folder holds something new', async () => {
    const solution = new Greeter(home)
    const first = await startParley({ solution: await solution.write({ greeting: 'One' }) })
    const greets = async () => (await arrive(first.url, { solution: solution.name })).heard
    let running = first
    const restart = async () => {
      await running.kill('SIGTERM')
      running = await startParley({ solution: solution.folder, like: first })
    }
    try {
      await solution.write({ greeting: 'Two' })
      await restart()
      expect(await greets()).toEqual(['Two! Your name?'])
      const back = ['rollback', solution.name, '--environment', 'sandbox', '--server', first.url, '--by', 'ada']
      expect((await runParley(back, { PARLEY_HOME: first.home })).code).toBe(0)
      await restart()
      expect(await greets()).toEqual(['One! Your name?'])
      expect(running.printed()).toContain('version 1 runs in sandbox, as it was deployed; the folder holds version 2')
      await solution.write({ greeting: 'Three' })
      await restart()
      expect(await greets()).toEqual(['Three! Your name?'])
    } finally {
      await running.dispose()
      await first.dispose()
    }
  })
})
