import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type BrazeSolution, startBrazeSandbox, writeBrazeSolution } from '../support/braze-solution.ts'
import { runParley, startParley } from '../support/parley.ts'
import { arrive, type Person } from '../support/person.ts'
import type { ParleyProcess } from '../support/processes.ts'
import { type SandboxControls, sandboxControls } from '../support/sandbox.ts'

let sandbox: Awaited<ReturnType<typeof startBrazeSandbox>>
let solution: BrazeSolution
let parley: ParleyProcess
let braze: SandboxControls

beforeAll(async () => {
  sandbox = await startBrazeSandbox()
  braze = sandboxControls(sandbox.url)
  solution = await writeBrazeSolution(sandbox.url)
  parley = await startParley({ solution: solution.folder, env: solution.env })
})
afterAll(async () => {
  await parley?.dispose()
  await sandbox.process.dispose()
  await solution.remove()
})

const visit = (flow: string, id: string): Promise<Person> =>
  arrive(parley.url, { solution: 'delivery', flow, contact: { external_id: id } })

describe('Braze nodes', () => {
  it('wait for their own result', async () => {
    const ada = await visit('plan', 'ada')
    expect(await ada.says('gold')).toEqual(['Saved gold', 'And?'])
    expect(await braze.profile('ada')).toMatchObject({ custom_attributes: { plan: 'gold', city: 'London' } })
  })

  it('leave out what has not changed, and say how much that saved', async () => {
    const ben = await visit('plan', 'ben')
    for (const plan of ['gold', 'gold', 'silver']) expect(await ben.says(plan)).toEqual([`Saved ${plan}`, 'And?'])
    const requests = (await braze.requests()).filter((each) => JSON.stringify(each.body).includes('"ben"'))
    expect(requests.map((each) => each.body?.attributes)).toEqual([
      [{ plan: 'gold', city: 'London', external_id: 'ben' }],
      [{ plan: 'silver', external_id: 'ben' }],
    ])
    const report = ['data-points', '--json', '--server', parley.url]
    // Ada 2; Ben 2 + 0 + 1, of which 2 + 1 were saved. Counted beside the way.
    await vi.waitFor(async () => {
      const { code, out } = await runParley(report, { PARLEY_HOME: parley.home })
      const { lines } = JSON.parse(out) as { lines: readonly object[] }
      expect([code, lines]).toMatchObject([0, [{ flow: 'plan', node: 'save', sent: 5, saved: 3 }]])
    })
  })
})

const wordsSent = async (id: string): Promise<readonly unknown[]> =>
  (await braze.requests())
    .filter(({ path, status }) => path === '/users/track' && status === 201)
    .flatMap(({ body }) => body?.attributes ?? [])
    .flatMap((object) => (object.external_id === id ? [object.last_word] : []))

describe('[R21] a contact', () => {
  it('gets what it is sent in the order of the flow, whatever is awaited and what is queued, and reads what it wrote', async () => {
    const eve = await visit('mixed', 'eve')
    await during({ latency_ms: 300 }, async () => {
      for (const word of ['gold', 'silver']) expect(await eve.waits(word)).toEqual([`Has ${word}`, 'And?'])
    })
    expect(await wordsSent('eve')).toEqual(['queued gold', 'gold', 'queued silver', 'silver'])
  })

  it('whose line does not move is not left waiting: what is awaited takes its error port, and is not sent', async () => {
    const fay = await visit('mixed', 'fay')
    await during({ status: 401 }, async () => {
      expect(await fay.waits('gold')).toEqual(['Failed: timeout', 'And?'])
    })
    await vi.waitFor(async () => expect(await wordsSent('fay')).toEqual(['queued gold']), { timeout: 30_000 })
    expect(await fay.waits('silver')).toEqual(['Has silver', 'And?'])
    expect(await wordsSent('fay')).toEqual(['queued gold', 'queued silver', 'silver'])
  })
})

/** Lets the sandbox misbehave, and mends it again, whatever comes of it. */
async function during<T>(trouble: object, work: () => Promise<T>): Promise<T> {
  await braze.fault({ endpoint: 'POST /users/track', ...trouble })
  try {
    return await work()
  } finally {
    await braze.clearFaults()
  }
}

/** Braze takes so many requests a second, which Parley does not know. */
async function limitedTo<T>(requests: number, work: () => Promise<T>): Promise<T> {
  await braze.adjust({ rate_limits: { 'users-track': { requests, window_seconds: 1 } } })
  try {
    return await work()
  } finally {
    await braze.adjust({ rate_limits: {} })
  }
}

describe('a crowd', () => {
  it('shares requests, whatever of it waits and whatever is queued', async () => {
    const people = await Promise.all(
      Array.from({ length: 200 }, (_, index) => visit(index % 2 === 0 ? 'plan' : 'notes', `shared-${index}`)),
    )
    const requestsOf = async () =>
      (await braze.requests())
        .filter(({ status }) => status === 201)
        .map(({ body }) => body?.attributes?.filter(({ external_id }) => external_id?.startsWith('shared-')) ?? [])
        .filter((objects) => objects.length > 0)
    // So narrow that most of them wait for it together.
    const requests = await limitedTo(1, async () => {
      await Promise.all(people.map((person) => person.waits('gold')))
      return vi.waitFor(
        async () => {
          const found = await requestsOf()
          expect(found.flat()).toHaveLength(people.length)
          return found
        },
        { timeout: 30_000 },
      )
    })
    expect(requests.length).toBeLessThan(people.length / 2)
    const mixed = requests.filter((objects) => objects.some(({ plan }) => plan) && objects.some(({ plan }) => !plan))
    expect(mixed.length).toBeGreaterThan(0)
  })

  it('of 1,000 meets one refused object in ten: exactly those conversations take the error port', async () => {
    const names = Array.from({ length: 1000 }, (_, index) => `crowd-${index}`)
    const people = await Promise.all(names.map((name) => visit('plan', name)))
    const heard = await during({ partial_rate: 0.1 }, () => Promise.all(people.map((person) => person.says('gold'))))
    const refused = new Set<unknown>()
    for (const { body, response } of await braze.requests())
      for (const { input_array, index } of response?.errors ?? [])
        if (input_array === 'attributes') refused.add(body?.attributes?.[index]?.external_id)
    const failed = names.filter((_, index) => heard[index]?.[0] === 'Failed: rejected')
    const saved = names.filter((_, index) => heard[index]?.[0] === 'Saved gold')
    expect(failed.length).toBeGreaterThan(50)
    expect(new Set(failed)).toEqual(refused)
    expect(saved).toHaveLength(1000 - failed.length)
    for (const name of [...failed.slice(0, 5), ...saved.slice(0, 5)])
      expect((await braze.profile(name))?.custom_attributes?.plan).toBe(saved.includes(name) ? 'gold' : undefined)
  })

  it('in a storm of 429 is served late, and nobody is failed', async () => {
    const people = await Promise.all(Array.from({ length: 300 }, (_, index) => visit('plan', `storm-${index}`)))
    await limitedTo(2, async () => {
      for (const plan of ['gold', 'silver']) {
        const heard = await Promise.all(people.map((person) => person.waits(plan)))
        expect(new Set(heard.map(([first]) => first))).toEqual(new Set([`Saved ${plan}`]))
      }
    })
    expect((await braze.requests()).filter((request) => request.status === 429).length).toBeGreaterThan(0)
  })
})

interface Letter {
  readonly id: string
  readonly reason: string
  readonly node: string
}

describe('what Braze refuses for good', () => {
  const command = (...args: string[]) =>
    runParley(['dead-letters', ...args, '--server', parley.url], { PARLEY_HOME: parley.home })
  const letters = async (): Promise<readonly Letter[]> =>
    (JSON.parse((await command('list', '--json')).out) as { dead_letters: Letter[] }).dead_letters

  it('becomes a dead letter that can be shown, edited, replayed and discarded', async () => {
    const cleo = await visit('notes', 'cleo')
    await during({ partial: [0] }, async () => {
      await cleo.says('first')
      await vi.waitFor(async () => expect(await letters()).toHaveLength(1), { timeout: 20_000, interval: 200 })
    })
    const [letter] = await letters()
    const id = letter?.id ?? ''
    expect(letter).toMatchObject({ node: 'save', reason: expect.stringContaining('rejected') })
    const shown = JSON.parse((await command('show', id)).out) as { dead_letter: { input: object } }
    expect(shown.dead_letter.input).toMatchObject({ attributes: [{ external_id: 'cleo', last_word: 'first' }] })
    expect(await braze.profile('cleo')).toBeNull()

    const edited = { attributes: [{ external_id: 'cleo', last_word: 'mended' }] }
    await writeFile(join(parley.home, 'input.json'), JSON.stringify(edited))
    expect(await command('edit', id, '--input', join(parley.home, 'input.json'))).toMatchObject({ code: 0 })
    expect(await command('replay', id)).toMatchObject({ code: 0 })
    await vi.waitFor(
      async () => expect(await braze.profile('cleo')).toMatchObject({ custom_attributes: { last_word: 'mended' } }),
      { timeout: 20_000 },
    )
    expect(await letters()).toEqual([])

    await during({ partial: [0] }, async () => {
      await cleo.says('second')
      await vi.waitFor(async () => expect(await letters()).toHaveLength(1), { timeout: 20_000, interval: 200 })
    })
    expect(await command('discard', (await letters())[0]?.id ?? '')).toMatchObject({ code: 0 })
    expect(await command('list')).toMatchObject({ code: 0, out: 'There are no dead letters.\n' })
    expect(await command('replay', 'conv_nothing.1.0')).toMatchObject({ code: 1 })
  })

  it('is for the operator alone, and is not in the log', async () => {
    for (const authorization of [undefined, 'Bearer wrong']) {
      const headers = authorization === undefined ? {} : { authorization }
      const answer = await fetch(`${parley.url}/v1/dead-letters`, { headers })
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([401, 'operator-key-needed'])
    }
    expect(parley.output()).not.toContain('cleo')
  })
})

describe('the sandbox of the platform itself', () => {
  it('gets everything again after a reset', async () => {
    const own = await startParley({ solution: 'bench/solutions/braze-node' })
    try {
      const local = sandboxControls(own.sandboxUrl)
      const dora = await arrive(own.url, { solution: 'braze-node', flow: 'await', contact: { external_id: 'dora' } })
      for (const round of ['first', 'unchanged', 'reset']) {
        if (round === 'reset') await local.reset()
        expect(await dora.says('gold')).toEqual(['Saved', 'And?'])
        expect(await local.profile('dora')).toMatchObject({ custom_attributes: { word: 'gold' } })
        expect(await local.requests()).toHaveLength(1)
      }
    } finally {
      await own.dispose()
    }
  })
})
