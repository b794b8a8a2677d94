import { expect, test } from 'vitest'
import type { Launch } from './launch.ts'
import { denoLaunches } from './launch-deno.ts'
import { type Breed, createNursery } from './nursery.ts'

const [plain] = denoLaunches(128).filter(({ level }) => level === 'deno')
const breed = (launches: readonly Launch[]): Breed => ({ program: 'Deno', launches: async () => launches })

test('a child can be started in each of the ways this machine has, or the next is taken', {
  timeout: 60_000,
}, async () => {
  const broken = { level: 'deno+broken', file: '/bin/false', args: [], env: {}, cpuLimitMs: null } as const
  const missing = { ...broken, level: 'deno+missing', file: '/nowhere/at/all' } as const
  const told: string[] = []
  const nursery = createNursery(breed([broken, missing, ...(plain ? [plain] : [])]), (_, { level }) =>
    told.push(String(level)),
  )
  const fresh = await nursery.take()
  expect(fresh.launch.level).toBe('deno')
  expect(nursery.level()).toBe('deno')
  expect(told).toEqual(['deno+broken', 'deno+missing'])
  await nursery.close()
})

test('when no way works, whoever wants a child is told', async () => {
  const broken = { level: 'deno+broken', file: '/bin/false', args: [], env: {}, cpuLimitMs: null } as const
  const nursery = createNursery(breed([broken]), () => {})
  await expect(nursery.take()).rejects.toMatchObject({ code: 'host-gone', retry: 'later' })
  await nursery.close()
})

test('a child that died before anybody took it over is reported to who does', { timeout: 60_000 }, async () => {
  const nursery = createNursery(breed(denoLaunches(128)), () => {})
  const fresh = await nursery.take()
  const gone = Promise.withResolvers<string>()
  fresh.child.kill('tried')
  await nursery.close()
  fresh.adopt({ onFrame: () => {}, onEnd: ({ detail }) => gone.resolve(detail) })
  expect(await gone.promise).toBe('tried')
})
