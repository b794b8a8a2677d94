import { spawnSync } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runParley, startParley } from '../support/parley.ts'
import { arrive, signUp } from '../support/person.ts'
import { sandboxControls } from '../support/sandbox.ts'

const example = 'examples/braze-signup-python'
const python = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))']).status === 0

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-python-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe.skipIf(!python)('a solution with actions in both languages', () => {
  it('lands in Braze field by field, the profile written by the action in Python', async () => {
    const parley = await startParley({ solution: example })
    try {
      const ada = await arrive(parley.url, {
        solution: 'braze-signup-python',
        contact: { external_id: 'ada-1815' },
        page: { url: 'https://shop.example/signup' },
      })
      const [said] = await signUp(ada, 'Ada@Example.com')
      expect(said).toMatch(
        /^Thank you, Ada! You are all set, with free delivery for a month\. Noted on \d{4}-\d{2}-\d{2}\.$/,
      )
      expect(ada.status).toBe('ended')
      expect(await sandboxControls(parley.sandboxUrl).profile('ada-1815')).toMatchObject({
        external_id: 'ada-1815',
        first_name: 'Ada',
        last_name: 'Lovelace',
        email: 'ada@example.com',
        dob: '1990-05-03',
        home_city: 'London',
        custom_attributes: { operating_system: 'macOS', welcome_offer: 'free delivery for a month' },
        custom_events: [expect.objectContaining({ name: 'Completed Signup Chat', count: 1 })],
      })
    } finally {
      await parley.dispose()
    }
  })

  it('plays its stories', async () => {
    const { code, out } = await runParley(['test', example])
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('3 passed, 0 failed') })
  })

  it('is not published with a broken file: the place is told', async () => {
    const copy = join(folder, 'broken')
    await cp(example, copy, { recursive: true })
    const file = join(copy, 'actions/BrazeExample.py')
    await writeFile(
      file,
      (await readFile(file, 'utf8')).replace("app_params['braze_api_key']),", "app_params['braze_api_key'])"),
    )
    const { code, all } = await runParley(['check', copy])
    expect(code).toBe(1)
    expect(all).toMatch(/error action-does-not-compile {2}actions\/BrazeExample\.py:\d+:\d+\n {2}Invalid syntax/)
  })

  it('takes an action from the template', async () => {
    const made = join(folder, 'made')
    expect((await runParley(['init', made])).code).toBe(0)
    for (const name of ['SendReceipt', 'send-receipt'])
      expect((await runParley(['action', 'new', name, '--python', '--solution', made])).code).toBe(0)
    expect((await runParley(['action', 'new', 'SendReceipt', '--python', '--solution', made])).code).toBe(2)
    expect((await runParley(['action', 'new', 'Send_Receipt', '--python', '--solution', made])).code).toBe(2)
    expect(await runParley(['check', made])).toMatchObject({ code: 0, out: expect.stringContaining('no problems') })
  })
})

describe('a machine without Python', () => {
  it('is told what is missing, and by a solution that has none is not asked for it', async () => {
    const without = { PARLEY_PYTHON: '/nowhere/at/all/python3' }
    const { code, all } = await runParley(['check', example], without)
    expect(code).toBe(1)
    expect(all).toMatch(
      /error python-missing {2}actions\/BrazeExample\.py\n.*PARLEY_PYTHON.*\n.*Install python3 3\.9 or later/,
    )
    expect((await runParley(['check', 'examples/braze-signup'], without)).code).toBe(0)
  })
})
