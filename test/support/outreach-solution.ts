import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const flow = {
  format: 1,
  start: 'hello',
  variables: {
    offer: { type: 'text', given: true },
    price: { type: 'number', given: true },
    answer: { type: 'text' },
  },
  nodes: {
    hello: {
      kind: 'ask',
      text: '{{ contact.external_id }}, {{ offer }} for {{ price }}?',
      answer: { type: 'text' },
      variable: 'answer',
      to: { next: 'bye' },
    },
    bye: { kind: 'end', text: 'Thank you.' },
  },
}

/** The secret that {@link writeOutreachSolution} wants, as the environment has it. */
export const outreachKey = { name: 'PARLEY_SECRET_SANDBOX_OUTREACH_KEY', value: 'a-key-for-campaigns-only' } as const

/** Writes the solution `bike-shop`, which campaigns may ask for links and conversations, in a folder of its own. */
export async function writeOutreachSolution(): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-outreach-'))
  await mkdir(join(folder, 'flows'))
  const solution = `import { defineSolution } from '@parley/actions'

export default defineSolution({
  name: 'bike-shop',
  start: 'main',
  params: { sandbox: {}, prod: {} },
  secrets: ['outreach_key'],
  outreach: { secret: 'outreach_key' },
})
`
  await writeFile(join(folder, 'solution.ts'), solution)
  await writeFile(join(folder, 'flows/main.flow.json'), JSON.stringify(flow, null, 2))
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}
