import { afterEach, expect, test, vi } from 'vitest'
import type { StoryRun } from '../api.ts'
import type { StoryResult } from '../worker/protocol.ts'
import { countsOf, openRuns, runStories, useRuns } from './runs.ts'

const real: StoryResult = {
  file: 'tests/a.test.yaml',
  index: 0,
  name: 'It is really asked',
  line: 2,
  verdict: 'elsewhere',
  needs: 'real',
  deviation: null,
  failedLine: null,
  stands: null,
  lines: [],
}
const client = {
  run: (async () => ({ results: [real], problems: [], coverage: [] })) as never,
}
const store = { paths: [], text: () => undefined }
const played: StoryRun = { deviation: null, stands: null, transcript: [], took_ms: 5 }

afterEach(() => {
  vi.unstubAllGlobals()
  openRuns('')
})

test('what the server was asked for is played also when the stories are run again meanwhile because something changed', async () => {
  openRuns('shop')
  let asked = 0
  vi.stubGlobal('fetch', async (_: string, { signal }: { readonly signal: AbortSignal }) => {
    asked += 1
    if (asked > 1) return Response.json(played)
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  })
  const first = runStories(client, store, { onServer: 'shop' })
  await vi.waitFor(() => expect(asked).toBe(1))
  await runStories(client, store)
  await first
  expect(countsOf(useRuns.getState().results ?? [])).toEqual({ passed: 1, failed: 0, elsewhere: 0 })
  expect(useRuns.getState().done).toBeNull()
  // Played once, and not by itself whenever something changes.
  await runStories(client, store)
  expect(asked).toBe(2)
  expect(countsOf(useRuns.getState().results ?? []).elsewhere).toBe(1)
})
