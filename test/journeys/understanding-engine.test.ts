import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startParley } from '../support/parley.ts'
import { arrive } from '../support/person.ts'
import type { ParleyProcess } from '../support/processes.ts'

/** A service in the form of Rasa, which knows gift cards and fails when it is told to. */
const heard: { readonly text: string; readonly authorization: string | undefined }[] = []
const engine = createServer((request, answer) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    const { text } = JSON.parse(Buffer.concat(parts).toString()) as { readonly text: string }
    heard.push({ text, authorization: request.headers.authorization })
    if (text.includes('break')) answer.writeHead(500).end('{}')
    else answer.end(JSON.stringify({ intent: { name: text.includes('voucher') ? 'gift' : null, confidence: 0.9 } }))
  })
})

const flow = {
  format: 1,
  start: 'ask',
  variables: { word: { type: 'text' } },
  nodes: {
    ask: { kind: 'ask', text: 'What?', answer: { type: 'text' }, variable: 'word', to: { next: 'meant' } },
    meant: { kind: 'understand', intents: [{ intent: 'gift', label: 'Gift' }], to: { gift: 'gift', else: 'sorry' } },
    gift: { kind: 'say', text: 'Gift cards are at the till.', to: { next: 'ask' } },
    sorry: { kind: 'say', text: 'I did not get that.', to: { next: 'ask' } },
  },
}

const nlu = `intents:
  gift:
    examples: [gift card, buy gift cards]
  hours:
    examples: [when are you open, opening hours please]
`

let folder: string
let parley: ParleyProcess

beforeAll(async () => {
  await new Promise<void>((resolve) => engine.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(engine.address() as AddressInfo).port}`
  folder = await mkdtemp(join(tmpdir(), 'parley-engine-'))
  await Promise.all([mkdir(join(folder, 'flows')), mkdir(join(folder, 'nlu'))])
  const settings = { engine: 'rasa', url: `http://${host}`, secret: 'engine_key', timeout_ms: 5000 }
  const solution = {
    name: 'till',
    start: 'main',
    params: { sandbox: {}, prod: {} },
    secrets: ['engine_key'],
    egress: [host],
    understanding: settings,
  }
  const code = `import { defineSolution } from '@parley/actions'\n\nexport default defineSolution(${JSON.stringify(solution)})\n`
  await writeFile(join(folder, 'solution.ts'), code)
  await writeFile(join(folder, 'flows/main.flow.json'), JSON.stringify(flow))
  await writeFile(join(folder, 'nlu/intents.yaml'), nlu)
  parley = await startParley({
    solution: folder,
    env: { PARLEY_EGRESS_PRIVATE: '127.0.0.1', PARLEY_SECRET_SANDBOX_ENGINE_KEY: 'the key of the engine' },
  })
})

afterAll(async () => {
  await parley?.dispose()
  engine.closeAllConnections()
  engine.close()
  await rm(folder, { recursive: true, force: true })
})

describe('a solution that asks a service what people mean', () => {
  it('understands what its examples do not tell, masked on the way, and goes on when the service fails', async () => {
    const person = await arrive(parley.url, { solution: 'till' })
    expect(await person.says('a voucher for ada@example.com')).toEqual(['Gift cards are at the till.', 'What?'])
    expect(heard).toEqual([{ text: 'a voucher for ‹email›', authorization: 'Bearer the key of the engine' }])
    expect(await person.says('Gift card!')).toEqual(['Gift cards are at the till.', 'What?'])
    expect(heard).toHaveLength(1)
    expect(await person.says('break the voucher')).toEqual(['I did not get that.', 'What?'])
    const metrics = await (await fetch(`${parley.url}/metrics`)).text()
    expect(metrics).toMatch(/parley_understanding_engine_total\{.*outcome="answered"\} 1/)
    expect(metrics).toMatch(/parley_understanding_engine_total\{.*outcome="refused"\} 1/)
    expect(parley.output()).not.toContain('voucher')
  })
})
