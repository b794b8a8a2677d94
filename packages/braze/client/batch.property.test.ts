import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBatcher } from './batch.ts'
import { createBucket } from './bucket.ts'
import { BrazeError } from './error.ts'
import { createTestClock } from './test-clock.ts'
import { createTestService, type TestObject, type Weather } from './test-service.ts'
import type { TrackResult } from './track-call.ts'

const settings = { objects: 5, bytes: 10_000, inFlight: 3, collectMs: 20, patienceMs: 5000 }

/** `a` attributes, `e` events, by profile and kind. */
type Plan = { readonly array: 'attributes' | 'events'; readonly profile: string; readonly kind: TestObject['kind'] }
type Step =
  | { readonly do: 'call'; readonly plan: readonly Plan[] }
  | { readonly do: 'answer'; readonly which: number; readonly weather: Weather }
  | { readonly do: 'advance'; readonly ms: number }
  | { readonly do: 'cancel'; readonly which: number }

const plan: fc.Arbitrary<Plan> = fc.record({
  array: fc.constantFrom('attributes', 'events'),
  profile: fc.constantFrom('ada', 'bob', 'cyd', 'dan', 'eve', 'fay'),
  kind: fc.oneof(
    { weight: 8, arbitrary: fc.constant('good') },
    { weight: 2, arbitrary: fc.constant('bad') },
    fc.constant('poison'),
  ),
}) as fc.Arbitrary<Plan>

const weather: fc.Arbitrary<Weather> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Weather>('fine') },
  fc.constantFrom<Weather>('limited', 'down', 'down-after-taking', 'unreachable', 'lost-after-taking'),
)

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ do: fc.constant('call' as const), plan: fc.array(plan, { minLength: 1, maxLength: 8 }) }),
    },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('answer' as const), which: fc.nat(9), weather }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('advance' as const), ms: fc.constantFrom(5, 20, 600, 1500) }) },
    fc.record({ do: fc.constant('cancel' as const), which: fc.nat(20) }),
  ),
  { minLength: 5, maxLength: 50 },
)

interface Story {
  readonly plan: readonly Plan[]
  readonly abort: AbortController
  ends: number
  result?: TrackResult
  error?: BrazeError
}

async function run(script: readonly Step[]) {
  const clock = createTestClock()
  const service = createTestService(clock.now)
  const bucket = createBucket({ requests: 1000, windowSeconds: 3, bucket: 'test' }, clock)
  const batcher = createBatcher(settings, { send: service.send, bucket, clock, chance: () => 0.5 })
  const stories: Story[] = []

  function call(plan: readonly Plan[]): void {
    const story: Story = { plan, abort: new AbortController(), ends: 0 }
    const objects = (array: Plan['array']) =>
      plan
        .filter((each) => each.array === array)
        .map((each) => ({ external_id: each.profile, name: 'n', time: 't', call: stories.length, kind: each.kind }))
    const body = { attributes: objects('attributes'), events: objects('events') }
    stories.push(story)
    batcher.track(body, { signal: story.abort.signal }).then(
      (result) => Object.assign(story, { result, ends: story.ends + 1 }),
      (error) => Object.assign(story, { error, ends: story.ends + 1 }),
    )
  }

  const settle = () => new Promise((resolve) => setImmediate(resolve))
  for (const step of script) {
    if (step.do === 'call') call(step.plan)
    else if (step.do === 'answer')
      service.pending[step.which % Math.max(1, service.pending.length)]?.answer(step.weather)
    else if (step.do === 'advance') clock.advance(step.ms)
    else stories[step.which]?.abort.abort()
    await settle()
  }
  // From here on the weather is fine, and everything comes to its end.
  const idle = batcher.idle()
  for (let rounds = 0; rounds < 1000 && (service.pending.length > 0 || clock.timers() > 0); rounds += 1) {
    for (const request of [...service.pending]) request.answer('fine')
    await settle()
    clock.advance(20)
  }
  await idle
  await settle()
  return { stories, service, clock }
}

describe('the micro-batcher, whatever callers, answers and failures come', () => {
  const runs = { numRuns: 300 }

  it('[M1] [M2] sends no request too large and no two at once for a profile, and takes the calls of a profile in their order', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (script) => {
        const { service, stories } = await run(script)
        expect(Math.max(0, ...service.sizes)).toBeLessThanOrEqual(settings.objects)
        expect(service.overlaps()).toBe(0)
        for (const profile of new Set(service.taken.map((object) => object.external_id))) {
          const calls = service.taken.filter((object) => object.external_id === profile).map((object) => object.call)
          expect([...new Set(calls)]).toEqual([...new Set(calls)].sort((a, b) => a - b))
          // A repeat after a lost answer takes once more: also the last takings of successful calls are in order.
          const last = [...new Set(calls.filter((call) => stories[call]?.result).reverse())].reverse()
          expect(last).toEqual([...last].sort((a, b) => a - b))
        }
      }),
      runs,
    )
  })

  it('[M4] [M6] ends each call once, with its own errors in its own places', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (script) => {
        const { stories, clock } = await run(script)
        for (const { plan, ends, result, error } of stories) {
          expect(ends).toBe(1)
          const has = (kind: TestObject['kind']) => plan.some((each) => each.kind === kind)
          if (error) expect(error).toBeInstanceOf(BrazeError)
          if (error?.code === 'invalid') expect(has('poison')).toBe(true)
          if (error?.code === 'rejected') expect(plan.every((each) => each.kind === 'bad')).toBe(true)
          for (const { input_array, index } of [...(result?.errors ?? []), ...(error?.errors ?? [])]) {
            expect(plan.filter((each) => each.array === input_array)[index]?.kind).toBe('bad')
          }
          if (result) expect(result.errors.length).toBe(plan.filter((each) => each.kind === 'bad').length)
          if (result) expect(has('poison')).toBe(false)
        }
        expect(clock.timers()).toBe(0)
      }),
      runs,
    )
  })

  it('counts what it took truly: an answered call is taken whole, an unambiguous failure not at all, an event never twice', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (script) => {
        const { stories, service } = await run(script)
        for (const [number, { plan, result, error }] of stories.entries()) {
          const taken = service.taken.filter((object) => object.call === number).length
          const good = plan.filter((each) => each.kind === 'good').length
          const hasEvents = plan.some((each) => each.array === 'events')
          if (result) expect(taken).toBeGreaterThanOrEqual(good)
          if (hasEvents) expect(taken).toBeLessThanOrEqual(good)
          if (error && !error.ambiguous) expect(taken).toBe(0)
        }
      }),
      runs,
    )
  })
})
