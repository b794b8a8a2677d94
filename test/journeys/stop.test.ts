import { describe, expect, it } from 'vitest'
import { startParley } from '../support/parley.ts'
import { arrive } from '../support/person.ts'
import { descendants, survivors } from '../support/processes.ts'

describe('the whole program', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'stops everything on %s, and what was said is there when it comes back',
    async (signal) => {
      const first = await startParley()
      const ada = await arrive(first.url)
      await ada.says('Ada')
      const family = await descendants(first.pid)
      expect(family.length).toBeGreaterThan(2)
      expect(await first.kill(signal)).toBe(0)
      expect(await survivors(family)).toEqual([])

      const second = await startParley({ like: first })
      const transcript = await fetch(`${second.url}/v1/conversations/${ada.conversation}/messages?after=0`, {
        headers: { authorization: `Bearer ${ada.token}` },
      })
      expect((await transcript.json()).messages.map((message: { text: string }) => message.text)).toContain('Ada')
      await second.dispose()
      await first.dispose()
    },
  )

  it('leaves no process behind when it is killed', async () => {
    const parley = await startParley()
    const family = await descendants(parley.pid)
    await parley.kill('SIGKILL')
    expect(await survivors(family)).toEqual([])
    await parley.dispose()
  })
})
