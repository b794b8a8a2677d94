import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const flow = {
  format: 1,
  start: 'name',
  variables: { name: { type: 'text' }, card: { type: 'text', sensitive: true }, score: { type: 'number' } },
  nodes: {
    name: { kind: 'ask', text: 'Your name?', answer: { type: 'text' }, variable: 'name', to: { next: 'card' } },
    card: {
      kind: 'ask',
      text: 'Your card?',
      answer: { type: 'text' },
      variable: 'card',
      // Nobody wants to wait in a test.
      idle: [{ after: '1s', abandon: true }],
      to: { next: 'score' },
    },
    score: { kind: 'ask', text: 'How was it?', answer: { type: 'rating' }, variable: 'score', to: { next: 'bye' } },
    bye: { kind: 'end', text: 'Bye {{ name }}' },
  },
}

const code = `import { defineSolution } from '@parley/actions'

export default defineSolution({ name: 'asking', start: 'main', params: { sandbox: {}, prod: {} }, secrets: [] })
`

/** Writes the solution `asking`: a name, a card that is sensitive and soon given up, a rating. */
export async function writeAskingSolution(): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-asking-'))
  await mkdir(join(folder, 'flows'))
  await writeFile(join(folder, 'flows/main.flow.json'), JSON.stringify(flow, null, 2))
  await writeFile(join(folder, 'solution.ts'), code)
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}
