import { type Broker, Refusal } from '@parley/actions/host'
import type { UnderstandingSettings } from '@parley/actions/understanding'
import { broken, EngineError, type EngineSend } from './engine.ts'

/** Far more than an answer has. */
const longestAnswer = 1024 * 1024
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
      const why = error instanceof Refusal && error.kind === 'timeout' ? 'late' : 'refused'
      throw new EngineError(why, 'It could not be asked.', { cause: error })
    })
    if (answer.status === 429 || answer.status === 503) {
      const seconds = Number(answer.headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1] ?? Number.NaN)
      const afterMs = Number.isFinite(seconds) ? seconds * 1000 : usualRestMs
      throw new EngineError('limited', 'It was asked too often.', { afterMs })
    }
    if (answer.status < 200 || answer.status > 299) throw new EngineError('refused', `It answers ${answer.status}.`)
    const text = Buffer.from(answer.body, 'base64')
    if (text.length > longestAnswer) throw broken('Its answer is too long.')
    try {
      return JSON.parse(text.toString('utf8'))
    } catch {
      throw broken('Its answer is no JSON.')
    }
  }
}
