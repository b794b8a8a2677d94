import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startParley } from '../support/parley.ts'
import { call } from '../support/person.ts'
import type { ParleyProcess } from '../support/processes.ts'

let parley: ParleyProcess

beforeAll(async () => {
  parley = await startParley()
})
afterAll(() => parley.dispose())

const braze = async (path: string, body: object): Promise<unknown> => {
  const response = await fetch(`${parley.sandboxUrl}${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer sandbox-key', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer = await response.json()
  expect(response.status, JSON.stringify(answer)).toBe(201)
  return answer
}

interface Sends {
  readonly sends: readonly object[]
}

describe('a webhook step of a Canvas', () => {
  it('starts a conversation for the person it was triggered for', async () => {
    await braze('/users/track', { attributes: [{ external_id: 'ada', first_name: 'Ada' }] })
    await braze('/__sandbox/canvases', {
      id: 'sign-up',
      name: 'Sign up by chat',
      steps: [
        {
          messages: [
            {
              channel: 'webhook',
              url: `${parley.url}/v1/conversations`,
              headers: { 'Content-Type': 'application/json' },
              body: `{"solution":"braze-signup","contact":{"external_id":{{\${user_id} | json}}}}`,
            },
          ],
        },
      ],
    })
    await braze('/canvas/trigger/send', { canvas_id: 'sign-up', recipients: [{ external_user_id: 'ada' }] })

    const { sends } = await call<Sends>(`${parley.sandboxUrl}/__sandbox/sends?settled=true`)
    const recorded = JSON.stringify(sends)
    expect(recorded).toContain('"status":201')
    const conversation = /conv_[a-z0-9]+/.exec(recorded)?.[0]
    const token = /conv_[a-z0-9]+\.\d+\.[A-Za-z0-9_-]{43}/.exec(recorded)?.[0] ?? ''
    // The conversation that the webhook began is there, and it is Ada's.
    const address = `${parley.url}/v1/conversations/${conversation}/messages`
    const begun = await call<{ readonly messages: readonly { readonly text: string }[] }>(`${address}?after=0`, {
      token,
    })
    expect(begun.messages.at(-1)?.text).toBe('What is your **first name**?')
    for (const text of ['Ada', 'Lovelace', 'ada@example.com', '1990-05-03', 'London'])
      await call(address, { token, body: { text } })
    await call(address, { token, body: { choice: 'Linux' } })
    const profile = await call<object>(`${parley.sandboxUrl}/__sandbox/profiles/ada`)
    expect(profile).toMatchObject({ last_name: 'Lovelace', custom_attributes: { operating_system: 'Linux' } })
  })
})
