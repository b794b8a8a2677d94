import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrazeSolution } from './braze-solution.ts'

const flow = {
  format: 1,
  start: 'plan',
  variables: { plan: { type: 'text' }, card: { type: 'text', sensitive: true } },
  idle: [{ after: '2s', abandon: true }],
  nodes: {
    plan: { kind: 'ask', text: 'Which plan?', answer: { type: 'text' }, variable: 'plan', to: { next: 'payment' } },
    payment: { kind: 'ask', text: 'Your card?', answer: { type: 'text' }, variable: 'card', to: { next: 'bye' } },
    bye: { kind: 'end', text: 'Bye.', outcome: 'paid' },
  },
}

/**
 * Writes the solution `checkout`: it asks for a plan, then for a card, and gives up after two seconds of silence. It reports its
 * conversations, and who left at the card gets the Canvas `left` eight seconds later.
 */
export async function writeRetargetingSolution(brazeUrl: string): Promise<BrazeSolution> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-checkout-'))
  const params = JSON.stringify({ braze_url: brazeUrl })
  await mkdir(join(folder, 'flows'))
  const solution = `import { defineSolution } from '@parley/actions'

export default defineSolution({
  name: 'checkout',
  start: 'main',
  params: { sandbox: ${params}, prod: ${params} },
  secrets: ['braze_api_key'],
  report: { events: true, attributes: { chosen_plan: 'plan' } },
  retarget: [
    {
      name: 'left-at-payment',
      when: 'abandoned',
      at: ['payment'],
      after: '8s',
      once: '7d',
      canvas: { sandbox: 'left', prod: 'left-for-real' },
      context: { plan: 'plan' },
    },
  ],
})
`
  await writeFile(join(folder, 'solution.ts'), solution)
  await writeFile(join(folder, 'flows/main.flow.json'), JSON.stringify(flow, null, 2))
  return {
    folder,
    env: {
      PARLEY_SECRET_SANDBOX_BRAZE_API_KEY: 'sandbox-key',
      PARLEY_EGRESS_PRIVATE: new URL(brazeUrl).host,
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
