import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createLiveOrigins } from './live-origins.ts'
import type { LiveSolution } from './live-solutions.ts'

const listing = (...origins: readonly string[]) => ({ build: { web: { origins } } }) as unknown as LiveSolution

test('the origins of all that is live are known, and stay known while the database is away', async () => {
  const lives: { [place: string]: LiveSolution } = { 'prod shop': listing('https://shop.example') }
  let solutions = async (): Promise<readonly string[]> => ['shop', 'broken', 'help']
  const origins = createLiveOrigins({
    versions: { solutions: () => solutions() },
    live: {
      async find(solution, environment) {
        if (solution === 'broken') throw new Error('it cannot be read')
        return lives[`${environment} ${solution}`] ?? null
      },
    },
    log: pino({ level: 'silent' }),
  })
  try {
    expect(origins.has('https://shop.example')).toBe(false)
    await origins.refresh()
    expect(origins.has('https://shop.example')).toBe(true)
    lives['sandbox help'] = listing('https://*.help.example')
    await Promise.all([origins.refresh(), origins.refresh()])
    expect([origins.has('https://a.help.example'), origins.has('https://help.example')]).toEqual([true, false])
    solutions = async () => {
      throw new Error('the database is away')
    }
    await expect(origins.refresh()).rejects.toThrow('away')
    expect(origins.has('https://shop.example')).toBe(true)
    delete lives['prod shop']
    solutions = async () => ['shop', 'help']
    await origins.refresh()
    expect(origins.has('https://shop.example')).toBe(false)
  } finally {
    origins.close()
  }
})
