import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Role, roles } from '../../packages/studio/api/access.ts'
import { type StudioRun, startStudio } from '../support/studio.ts'

let studio: StudioRun

beforeAll(async () => {
  studio = await startStudio()
  // The first page waits until the Studio is bundled, which takes a busy machine its time.
  await fetch(`${studio.parley.url}/studio`)
})
afterAll(() => studio?.close())

const everybody = roles
const builders = ['owner', 'designer', 'developer'] as const
const readers = ['owner', 'designer', 'developer', 'analyst'] as const
const coders = ['owner', 'developer'] as const
const owners = ['owner'] as const

/**
 * What each role may do, written out: not read from the roles themselves, so that whoever gives a role more has to say so here. What is sent is
 * wrong wherever it would change more than a draft, so whoever may do it is told what is wrong.
 */
const doors: readonly (readonly [string, string, readonly Role[], object?])[] = [
  ['GET', '/solutions', everybody],
  ['GET', '/solutions/braze-signup/files', everybody],
  ['GET', '/solutions/braze-signup/surroundings', everybody],
  ['GET', '/solutions/braze-signup/versions', everybody],
  ['GET', '/solutions/braze-signup/environments', everybody],
  ['GET', '/solutions/braze-signup/secrets', everybody],
  ['GET', '/solutions/braze-signup/transcripts', everybody],
  ['POST', '/solutions', builders, {}],
  ['PATCH', '/solutions/braze-signup/files', builders, {}],
  ['PUT', '/solutions/braze-signup/settings', builders, {}],
  ['DELETE', '/solutions/no-such-solution', builders],
  ['POST', '/solutions/braze-signup/previews', builders, {}],
  ['POST', '/solutions/braze-signup/actions/run', builders, {}],
  ['POST', '/solutions/braze-signup/stories/run', builders, {}],
  ['POST', '/solutions/braze-signup/environments/sandbox/publish', builders, {}],
  ['POST', '/solutions/braze-signup/environments/prod/publish', builders, {}],
  ['POST', '/solutions/braze-signup/environments/prod/rollback', builders, {}],
  ['GET', '/solutions/braze-signup/report/overview', readers],
  ['GET', '/solutions/braze-signup/report/export', readers],
  ['GET', '/people', owners],
  ['POST', '/people/invitations', owners, {}],
  ['GET', '/audit', owners],
]

describe.each(roles)('by the API, the role %s', (role) => {
  it('is let in where it may, and refused everywhere else', async () => {
    const person = await studio.person(role)
    const answers = await Promise.all(
      doors.map(async ([method, path, allowed, body]) => {
        const { status, body: answer } = await person.ask(method, path, body)
        const code = (answer as { readonly code?: string } | null)?.code
        return [method, path, status === 403 && code === 'not-permitted', !allowed.includes(role)] as const
      }),
    )
    expect(answers.filter(([, , isRefused, isToBe]) => isRefused !== isToBe)).toEqual([])
  })

  it('writes code only if it may', async () => {
    const files = { 'actions/note.ts': `// Written by the ${role}.` }
    const person = await studio.person(role)
    const { status, body } = await person.ask('PATCH', '/solutions/braze-signup/files', { files })
    if (coders.some((each) => each === role)) expect(status).toBe(200)
    else expect([status, body]).toMatchObject([403, { code: expect.stringContaining('not-permitted') }])
  })
})

/** What the frame of a solution leads to, besides what everybody finds there. */
const shown: { readonly [role in Role]: readonly string[] } = {
  owner: ['People', 'Audit log', 'Braze', 'Report'],
  designer: ['Braze', 'Report'],
  developer: ['Braze', 'Report'],
  agent: [],
  analyst: ['Braze', 'Report'],
}
const told = /not for your role/

describe.each(roles)('by the pages, the role %s', (role) => {
  const heading = (page: Page, name: RegExp | string) => page.getByRole('heading', { name })

  it('is offered what it may, and told so where it may not', { timeout: 180_000 }, async () => {
    const page = await studio.open('/s/braze-signup', { role })
    page.setDefaultTimeout(60_000)
    const address = `${studio.parley.url}/studio`
    await page.getByRole('navigation', { name: 'Flows' }).waitFor()
    for (const link of ['People', 'Audit log', 'Braze', 'Report'])
      expect([link, await page.getByRole('link', { name: link, exact: true }).count()]).toEqual([
        link,
        shown[role].includes(link) ? 1 : 0,
      ])

    const builds = builders.some((each) => each === role)
    expect(await page.getByRole('button', { name: 'Add a node', exact: true }).count()).toBe(builds ? 1 : 0)
    await page.goto(`${address}/s/braze-signup/versions`)
    await heading(page, 'All versions').waitFor()
    expect(await page.getByRole('button', { name: 'Publish …' }).count()).toBe(builds ? 1 : 0)

    for (const [path, mine] of [
      ['people', 'People'],
      ['audit', 'Audit log'],
      ['s/braze-signup/report', 'Report'],
    ] as const) {
      await page.goto(`${address}/${path}`)
      await heading(page, shown[role].includes(mine) ? mine : told).waitFor()
    }
    await page.context().close()
  })
})
