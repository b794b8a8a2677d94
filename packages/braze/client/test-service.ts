import { endpoints, objectErrors, type TrackError, trackArrays } from '@parley/braze/contract'
import { type Answer, type Outcome, readAnswer } from './answer.ts'
import { BrazeError } from './error.ts'

export interface TestObject {
  readonly external_id: string
  readonly name: string
  readonly time: string
  /** Which call it belongs to, in the order of the calls. */
  readonly call: number
  /** `bad` is refused alone, `poison` makes the whole request refused. */
  readonly kind: 'good' | 'bad' | 'poison'
}

export type Weather = 'fine' | 'limited' | 'down' | 'down-after-taking' | 'unreachable' | 'lost-after-taking'

/** A track request that waits for its answer. */
interface Pending {
  readonly objects: readonly TestObject[]
  answer(weather: Weather): void
}

/** Stands in for Braze behind the batcher's `send`: holds every request until told how it ends, and writes down what it took. */
export function createTestService(now: () => number) {
  const endpoint = endpoints['users.track']
  const pending: Pending[] = []
  const taken: TestObject[] = []
  const sizes: number[] = []
  let overlaps = 0

  function send(body: string, size: number): Promise<Outcome> {
    const arrays: { readonly [name: string]: readonly TestObject[] | undefined } = JSON.parse(body)
    const objects = trackArrays.flatMap((name) => arrays[name] ?? [])
    sizes.push(size, objects.length)
    const profiles = new Set(objects.map((object) => object.external_id))
    for (const other of pending) if (other.objects.some((object) => profiles.has(object.external_id))) overlaps += 1
    return new Promise((resolve) => {
      const one: Pending = {
        objects,
        answer(weather) {
          pending.splice(pending.indexOf(one), 1)
          resolve(read(answerTo(arrays, weather, taken), body))
        },
      }
      pending.push(one)
    })
  }

  function read(answer: Answer | 'unreachable' | 'lost', body: string): Outcome {
    if (typeof answer === 'object')
      return readAnswer({ endpoint, apiKey: 'secret-key', personal: () => body, now: now() }, answer)
    const failure = { code: 'network', ambiguous: answer === 'lost' } as const
    return { kind: 'failure', failure, error: new BrazeError(answer, { ...failure, retry: 'later' }) }
  }

  return { send, pending, taken, sizes, overlaps: () => overlaps }
}

function answerTo(
  arrays: { readonly [name: string]: readonly TestObject[] | undefined },
  weather: Weather,
  taken: TestObject[],
): Answer | 'unreachable' | 'lost' {
  const headers = new Headers(weather === 'limited' ? { 'retry-after': '1' } : {})
  const reply = (status: number, body: object): Answer => ({ status, headers, text: JSON.stringify(body) })
  if (weather === 'unreachable') return 'unreachable'
  if (weather === 'limited') return reply(429, {})
  if (weather === 'down') return reply(503, {})
  const objects = trackArrays.flatMap((name) => arrays[name] ?? [])
  if (objects.some((object) => object.kind === 'poison')) return reply(400, { message: 'Something is wrong.' })
  const errors: TrackError[] = trackArrays.flatMap((input_array) =>
    (arrays[input_array] ?? []).flatMap((object, index) =>
      object.kind === 'bad' ? [{ type: objectErrors.email, input_array, index }] : [],
    ),
  )
  if (errors.length === objects.length) return reply(400, { message: 'Valid data must be provided.', errors })
  taken.push(...objects.filter((object) => object.kind === 'good'))
  if (weather === 'lost-after-taking') return 'lost'
  if (weather === 'down-after-taking') return reply(500, {})
  return reply(201, { message: 'success', errors })
}
