import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const flow = {
  format: 1,
  start: 'offer',
  variables: {
    offer: { type: 'text', given: true },
    size: { type: 'choice' },
    when: { type: 'text' },
    card: { type: 'text', sensitive: true },
  },
  idle: [{ after: '4s', abandon: true }],
  nodes: {
    offer: {
      kind: 'ask',
      text: 'Hello {{ profile.first_name }}, {{ offer }} on the {{ page.product.name }} ({{ page.utm.source }}). Which size?',
      answer: {
        type: 'choice',
        choices: [
          { id: 's', label: 'Small' },
          { id: 'm', label: 'Medium' },
        ],
      },
      variable: 'size',
      to: { 'choice.s': 'when', 'choice.m': 'when' },
    },
    when: {
      kind: 'ask',
      text: 'When do you need it?',
      answer: { type: 'text' },
      variable: 'when',
      to: { next: 'track' },
    },
    track: {
      kind: 'braze-track',
      attributes: { bike_size: 'size' },
      events: [{ name: 'bike_wanted', properties: { product: 'page.product.name', when: 'when' } }],
      to: { success: 'payment', error: 'sorry' },
    },
    payment: {
      kind: 'ask',
      text: 'Your card, please?',
      answer: { type: 'text' },
      variable: 'card',
      to: { next: 'bye' },
    },
    bye: { kind: 'end', text: 'Thank you.', outcome: 'paid' },
    sorry: { kind: 'end', text: 'That did not work.', outcome: 'failed' },
  },
}

export const loopKey = 'a-key-for-this-campaign-only'

/** Writes the solution `loop`, which begins with a campaign of Braze and ends with one: everything between is in it. */
export async function writeLoopSolution(origin: string): Promise<{
  readonly folder: string
  readonly env: { readonly [name: string]: string }
  remove(): Promise<void>
}> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-loop-'))
  await mkdir(join(folder, 'flows'))
  const solution = `import { brazeSandbox, defineSolution } from '@parley/actions'

export default defineSolution({
  name: 'loop',
  start: 'main',
  params: { sandbox: { braze_url: brazeSandbox }, prod: {} },
  secrets: ['outreach_key'],
  outreach: { secret: 'outreach_key' },
  insight: { fields: ['first_name'], at: 'start', wait: '5s' },
  web: { origins: [${JSON.stringify(origin)}] },
  report: { events: true, attributes: { last_offer: 'offer' } },
  retarget: [
    { name: 'left', when: 'abandoned', at: ['payment'], after: '1s', once: '7d', canvas: 'left', context: { size: 'size' } },
  ],
})
`
  await writeFile(join(folder, 'solution.ts'), solution)
  await writeFile(join(folder, 'flows/main.flow.json'), JSON.stringify(flow, null, 2))
  return {
    folder,
    env: { PARLEY_SECRET_SANDBOX_OUTREACH_KEY: loopKey },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
