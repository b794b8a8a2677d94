import { fileURLToPath } from 'node:url'
import { Agent, request } from 'undici'
import { startParley } from './child.ts'
import { count, ms, quantile, type Row } from './figures.ts'

const solution = fileURLToPath(new URL('solutions/braze-node', import.meta.url))
const turns = 200
const queued = 10_000
const people = 500

/** Braze nodes through a whole platform: what an awaited one adds to a turn, and how soon queued ones are delivered. */
export async function brazeNode(): Promise<readonly Row[]> {
  const parley = await startParley(solution)
  const agent = new Agent({ connections: 64 })
  const post = async (path: string, body: object, token?: string): Promise<Started> => {
    const answer = await request(`${parley.url}${path}`, {
      dispatcher: agent,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    })
    const read = (await answer.body.json()) as Started
    if (answer.statusCode >= 300) throw new Error(JSON.stringify(read))
    return read
  }
  let arrived = 0
  const arrive = async (flow: string) => {
    arrived += 1
    const contact = { external_id: `person-${arrived}` }
    const { conversation, token } = await post('/v1/conversations', { solution: 'braze-node', flow, contact })
    return (text: string) => post(`/v1/conversations/${conversation.id}/messages`, { text }, token)
  }
  try {
    const plain = await takeTurns(await arrive('plain'))
    const awaited = await takeTurns(await arrive('await'))
    const added = quantile(awaited, 0.5) - quantile(plain, 0.5)
    const crowd = await Promise.all(Array.from({ length: people }, () => arrive('queue')))
    const began = performance.now()
    for (let round = 0; round < queued / people; round += 1) await Promise.all(crowd.map((say) => say(`word ${round}`)))
    const said = performance.now() - began
    while ((await readOutbox(parley.url)) > 0) await new Promise((resolve) => setTimeout(resolve, 20))
    const delivered = performance.now() - began
    return [
      {
        what: 'what an awaited Braze node adds to a turn when idle',
        figure: `p50 ${ms(added)} (turn p50 ${ms(quantile(awaited, 0.5))}, p99 ${ms(quantile(awaited, 0.99))})`,
        target: 'under 25 ms',
        reached: added < 25,
      },
      {
        what: `${count(queued)} queued writes of ${people} people`,
        figure: `said in ${(said / 1000).toFixed(1)} s, delivered ${((delivered - said) / 1000).toFixed(2)} s after the last`,
      },
    ]
  } finally {
    await agent.close()
    await parley.close()
  }
}

interface Started {
  readonly conversation: { readonly id: string }
  readonly token: string
}

/** Milliseconds of each turn, sorted. */
async function takeTurns(say: (text: string) => Promise<unknown>): Promise<readonly number[]> {
  for (let turn = 0; turn < 50; turn += 1) await say(`warm ${turn}`)
  const taken: number[] = []
  for (let turn = 0; turn < turns; turn += 1) {
    const began = performance.now()
    await say(`word ${turn}`)
    taken.push(performance.now() - began)
  }
  return taken.sort((a, b) => a - b)
}

async function readOutbox(url: string): Promise<number> {
  const { body } = await request(`${url}/metrics`)
  return Number(/^parley_outbox_rows (\d+)$/m.exec(await body.text())?.[1] ?? 0)
}
