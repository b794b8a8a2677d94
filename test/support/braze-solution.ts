import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ParleyProcess, spawnParley } from './processes.ts'

/** A solution that talks to Braze, in a folder of its own. */
export interface BrazeSolution {
  readonly folder: string
  /** What a server needs in its environment to reach the sandbox with it. */
  readonly env: Readonly<Record<string, string>>
  remove(): Promise<void>
}

/**
 * Writes the solution `delivery`. Its flows: `plan` asks for a plan and waits for Braze, `visits` queues every word it hears, with
 * an event and a count, and asks again; `notes` does the same with plain attributes alone. `mixed` queues a write, waits for
 * the next and looks up what came of both.
 *
 * @param brazeUrl Where the Braze sandbox listens; a process of its own, so that it survives the server.
 */
export async function writeBrazeSolution(
  brazeUrl: string,
  params: { readonly [name: string]: unknown } = {},
): Promise<BrazeSolution> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-delivery-'))
  const both = JSON.stringify({ braze_url: brazeUrl, ...params })
  await mkdir(join(folder, 'flows'))
  const solution = `import { defineSolution } from '@parley/actions'

export default defineSolution({
  name: 'delivery',
  start: 'plan',
  params: { sandbox: ${both}, prod: ${both} },
  secrets: ['braze_api_key'],
})
`
  await writeFile(join(folder, 'solution.ts'), solution)
  for (const [name, flow] of Object.entries(flows))
    await writeFile(join(folder, `flows/${name}.flow.json`), JSON.stringify({ format: 1, ...flow }, null, 2))
  return {
    folder,
    env: {
      PARLEY_SECRET_SANDBOX_BRAZE_API_KEY: 'sandbox-key',
      PARLEY_EGRESS_PRIVATE: new URL(brazeUrl).host,
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

const word = { word: { type: 'text' } }
const ask = (to: string) => ({
  kind: 'ask',
  text: 'And?',
  answer: { type: 'text', max: 80 },
  variable: 'word',
  to: { next: to },
})

const flows = {
  plan: {
    start: 'ask',
    variables: word,
    nodes: {
      ask: ask('save'),
      save: {
        kind: 'braze-track',
        attributes: { plan: 'word', city: "'London'" },
        to: { success: 'saved', error: 'failed' },
      },
      saved: { kind: 'say', text: 'Saved {{ word }}', to: { next: 'ask' } },
      failed: { kind: 'say', text: 'Failed: {{ results.save.error.kind }}', to: { next: 'ask' } },
    },
  },
  visits: {
    start: 'ask',
    variables: word,
    nodes: {
      ask: ask('save'),
      save: {
        kind: 'braze-track',
        mode: 'queue',
        attributes: { last_word: 'word', words: { inc: '1' } },
        events: [{ name: 'visited', properties: { word: 'word' } }],
        to: { next: 'ask' },
      },
    },
  },
  mixed: {
    start: 'ask',
    variables: word,
    nodes: {
      ask: ask('note'),
      note: { kind: 'braze-track', mode: 'queue', attributes: { last_word: "'queued ' + word" }, to: { next: 'save' } },
      save: {
        kind: 'braze-track',
        attributes: { last_word: 'word' },
        timeout: '3s',
        to: { success: 'look', error: 'failed' },
      },
      look: {
        kind: 'braze-look-up',
        read: { word: 'custom_attributes.last_word' },
        to: { success: 'saved', 'not-found': 'failed', error: 'failed' },
      },
      saved: { kind: 'say', text: 'Has {{ word }}', to: { next: 'ask' } },
      failed: { kind: 'say', text: 'Failed: {{ results.save.error.kind }}', to: { next: 'ask' } },
    },
  },
  notes: {
    start: 'ask',
    variables: word,
    nodes: {
      ask: ask('save'),
      save: {
        kind: 'braze-track',
        mode: 'queue',
        attributes: { last_word: 'word', city: "'London'" },
        to: { next: 'ask' },
      },
    },
  },
}

/** The Braze sandbox as a process of its own. */
export async function startBrazeSandbox(): Promise<{ readonly url: string; readonly process: ParleyProcess }> {
  const process = await spawnParley(['braze-sandbox'])
  const until = performance.now() + 30_000
  while (performance.now() < until) {
    const answer = await fetch(`${process.sandboxUrl}/__sandbox/requests?limit=1`).catch(() => undefined)
    if (answer?.ok) return { url: process.sandboxUrl, process }
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  await process.dispose()
  throw new Error(`the Braze sandbox did not start:\n${process.output()}`)
}
