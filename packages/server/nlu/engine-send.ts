import { type Broker, Refusal } from '@parley/actions/host'
import type { UnderstandingSettings } from '@parley/actions/understanding'
import { broken, EngineError, type EngineSend, jsonIn } from './engine.ts'

/** Far more than an answer has. */
const longestAnswer = 1024 * 1024
/** As much of what it says about a request that it cannot take. */
const longestSaid = 2000
const usualRestMs = 30_000

/** The way to an engine: the broker's, with the rules of actions. `{{secret}}` becomes the value where the broker lets it. */
export function createEngineSend(
  broker: Broker,
  { url, secret }: UnderstandingSettings,
  placeholder: (name: string) => string,
): EngineSend {
  const base = url.replace(/\/+$/, '')
  return async (path, body, signal) => {
    const request = {
      method: 'POST',
      url: `${base}${path}`,
      headers: [
        ['content-type', 'application/json'],
        ['accept', 'application/json'],
        ...(secret === undefined ? [] : [['authorization', `Bearer ${placeholder(secret)}`] as const]),
      ] as const,
      body: Buffer.from(JSON.stringify(body)).toString('base64'),
      redirect: 'error',
    } as const
    const answer = await broker.fetch(request, signal).catch((error: unknown) => {
      const isLate = error instanceof Refusal && error.kind === 'timeout'
      // A refusal names a host and a reason, and nothing that was sent.
      const reason = error instanceof Refusal ? ` ${error.message}` : ''
      throw new EngineError(isLate ? 'late' : 'refused', `It could not be asked.${reason}`, { cause: error })
    })
    const { status } = answer
    if (status === 429 || status === 503) {
      const seconds = Number(answer.headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1] ?? Number.NaN)
      const afterMs = Number.isFinite(seconds) ? seconds * 1000 : usualRestMs
      throw new EngineError('limited', `It was asked too often, or is overloaded: it answers ${status}.`, { afterMs })
    }
    const text = Buffer.from(answer.body, 'base64')
    if (status < 200 || status > 299) {
      const said = status === 400 || status === 422 ? text.toString('utf8').slice(0, longestSaid) : ''
      throw new EngineError('refused', `It answers ${status}.`, { said })
    }
    if (text.length > longestAnswer) throw broken('Its answer is too long.')
    const value = jsonIn(text.toString('utf8'))
    if (value === undefined) throw broken('Its answer is no JSON.')
    return value
  }
}
