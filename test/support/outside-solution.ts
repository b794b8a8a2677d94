import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const flows = {
  main: {
    start: 'wish',
    variables: { wish: { type: 'text' }, street: { type: 'text' }, amount: { type: 'number' }, sku: { type: 'text' } },
    menu: [{ id: 'human', label: 'Talk to us', to: 'human' }],
    nodes: {
      wish: {
        kind: 'ask',
        text: 'What can I do for you?',
        answer: { type: 'text' },
        variable: 'wish',
        to: { next: 'meant' },
      },
      meant: {
        kind: 'understand',
        intents: [{ intent: 'order' }, { intent: 'look' }],
        to: { order: 'address', look: 'seen', else: 'human' },
      },
      address: {
        kind: 'call',
        flow: 'address',
        save: { street: 'outputs.street' },
        to: { complete: 'pay', given_up: 'wish' },
      },
      pay: { kind: 'say', text: 'To {{ street }}.', to: { next: 'rest' } },
      rest: {
        kind: 'wait',
        for: '1h',
        webhook: { name: 'paid' },
        save: { amount: 'payload.amount' },
        to: { next: 'paid', timeout: 'wish' },
      },
      paid: { kind: 'say', text: 'Paid {{ amount }}.', to: { next: 'wish' } },
      seen: {
        kind: 'wait',
        event: { name: 'viewed', when: 'payload.price > 100' },
        save: { sku: 'payload.sku' },
        to: { next: 'offer' },
      },
      offer: { kind: 'say', text: 'Is {{ sku }} for you?', to: { next: 'wish' } },
      human: { kind: 'hand-over', text: 'One moment.', brief: '{{ wish }}', to: { next: 'wish' } },
    },
  },
  address: {
    start: 'street',
    variables: { street: { type: 'text' } },
    nodes: {
      street: {
        kind: 'ask',
        text: 'Which street?',
        answer: { type: 'text' },
        variable: 'street',
        tries: 1,
        to: { next: 'complete', failed: 'given_up' },
      },
      complete: { kind: 'end', outcome: 'complete' },
      given_up: { kind: 'end', outcome: 'given_up' },
    },
  },
  /** Abandoned after a second, taken up again within a day. */
  left: {
    start: 'ask',
    variables: { word: { type: 'text' } },
    idle: [{ after: '1s', abandon: true }],
    resume: { within: '1d', text: 'Welcome back.' },
    nodes: {
      ask: { kind: 'ask', text: 'And?', answer: { type: 'text' }, variable: 'word', to: { next: 'bye' } },
      bye: { kind: 'end', text: 'Bye, {{ word }}.' },
    },
  },
}

const intents = `intents:
  order: { examples: [I want to order, buy a bike] }
  look: { examples: [show me the shop] }
`

/** Writes the solution `outside`, which waits for systems, pages and people of the brand, in a folder of its own. */
export async function writeOutsideSolution(): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-outside-'))
  await mkdir(join(folder, 'flows'))
  await mkdir(join(folder, 'nlu'))
  const solution = `import { defineSolution } from '@parley/actions'

export default defineSolution({
  name: 'outside',
  start: 'main',
  params: { sandbox: {}, prod: {} },
  secrets: ['webhook_key'],
})
`
  await writeFile(join(folder, 'solution.ts'), solution)
  await writeFile(join(folder, 'nlu/intents.yaml'), intents)
  for (const [name, flow] of Object.entries(flows))
    await writeFile(join(folder, `flows/${name}.flow.json`), JSON.stringify({ format: 1, ...flow }, null, 2))
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}
