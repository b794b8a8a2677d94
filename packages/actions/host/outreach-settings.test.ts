import { afterEach, describe, expect, test } from 'vitest'
import { buildActions } from './build.ts'
import { writeFolder } from './testing.ts'

const removers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const remove of removers.splice(0)) await remove()
})

async function build(outreach: object): ReturnType<typeof buildActions> {
  const { folder, remove } = await writeFolder({
    'solution.ts': `import { defineSolution } from '@parley/actions'
      export default defineSolution({ name: 'shop', start: 'main', params: { sandbox: {}, prod: {} },
        secrets: ['outreach_key', 'outreach_next'], outreach: ${JSON.stringify(outreach)} })`,
  })
  removers.push(remove)
  return buildActions(folder)
}

describe('the outreach of a solution', { timeout: 60_000 }, () => {
  test('names declared secrets, and how long a link is good', async () => {
    const outreach = { secret: ['outreach_key', 'outreach_next'], expiresIn: '12h' }
    expect((await build(outreach)).build?.solution.outreach).toEqual(outreach)
  })

  test('that names a secret which is not declared is an error at its place', async () => {
    const { build: built, problems } = await build({ secret: ['outreach_key', 'other'] })
    expect(built).toBe(null)
    expect(problems).toMatchObject([
      { code: 'solution-invalid', place: { field: 'outreach.secret' }, reason: 'The secret "other" is not declared.' },
    ])
  })

  test('may not be without a secret, and no link is good for longer than ninety days', async () => {
    for (const outreach of [{}, { secret: [] }, { secret: 'outreach_key', expiresIn: '91d' }, { secret: 'x', more: 1 }])
      expect((await build(outreach)).problems.map((problem) => problem.code)).toContain('solution-invalid')
  })
})
