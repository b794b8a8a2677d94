import { expect, test } from 'vitest'
import type { FlowFile } from '../source/flow-file.ts'
import { renameIntentInFlow } from './rename-intent.ts'

const flow = {
  format: 1,
  start: 'meant',
  understanding: { corrections: true, intents: { stop: { answer: 'Fine.' }, help: { flow: 'helper' } } },
  nodes: {
    meant: {
      kind: 'understand',
      intents: [
        { intent: 'stop', label: 'Stop' },
        { intent: 'help', port: 'aid' },
      ],
      to: { stop: 'bye', aid: 'bye', else: 'bye' },
    },
    bye: { kind: 'end', text: 'stop' },
  },
} as unknown as FlowFile

test('an intent is renamed in its node, its way and what the flow says of it', () => {
  const renamed = renameIntentInFlow(flow, 'stop', 'halt')
  expect(renamed).toMatchObject({
    understanding: { corrections: true, intents: { halt: { answer: 'Fine.' } } },
    nodes: {
      meant: { intents: [{ intent: 'halt', label: 'Stop' }, { intent: 'help' }], to: { halt: 'bye', aid: 'bye' } },
    },
  })
  expect(renamed.nodes.bye).toBe(flow.nodes.bye)
  // A way with a name of its own keeps it.
  expect(renameIntentInFlow(flow, 'help', 'aid2').nodes.meant).toMatchObject({
    intents: [{}, { intent: 'aid2', port: 'aid' }],
    to: { aid: 'bye' },
  })
})

test('an intent that becomes another one is not there twice', () => {
  const joined = renameIntentInFlow(flow, 'stop', 'help')
  expect(joined.nodes.meant).toMatchObject({ intents: [{ intent: 'help', port: 'aid' }] })
  expect(joined).toMatchObject({ understanding: { intents: { help: { flow: 'helper' } } } })
  expect(renameIntentInFlow(flow, 'nobody', 'x')).toBe(flow)
})
