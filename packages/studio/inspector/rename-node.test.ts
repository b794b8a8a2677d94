import { describe, expect, it } from 'vitest'
import type { FlowFile } from '../source/flow-file.ts'
import { hasOwnVariable, renameNode } from './rename-node.ts'

const flow: FlowFile = {
  format: 1,
  start: 'track',
  menu: [{ id: 'again', label: 'Again {{ results.track.outcome }}', to: 'track' }],
  resume: { within: '7d', to: 'track' },
  nodes: {
    track: { kind: 'action', action: 'a', to: { success: 'bye', error: 'track' } },
    split: { kind: 'experiment', variants: [], to: {} },
    check: { kind: 'branch', cases: [{ when: "results.track.outcome == 'track'", port: 'yes' }], to: { yes: 'track' } },
    bye: { kind: 'end', text: 'It was {{ results.track.outcome }}, track.' },
  },
}

describe('a node under another id', () => {
  const renamed = renameNode(flow, 'main', 'track', 'send')

  it('keeps its place, and what leads to it follows', () => {
    expect(Object.keys(renamed.nodes)).toEqual(['send', 'split', 'check', 'bye'])
    expect(renamed.start).toBe('send')
    expect(renamed.nodes.send?.to).toEqual({ success: 'bye', error: 'send' })
    expect(renamed.nodes.check?.to).toEqual({ yes: 'send' })
    expect(renamed.resume).toEqual({ within: '7d', to: 'send' })
    expect(renamed.menu).toEqual([{ id: 'again', label: 'Again {{ results.send.outcome }}', to: 'send' }])
  })

  it('is named by its results in texts and logic', () => {
    expect(renamed.nodes.check?.cases).toEqual([{ when: "results.send.outcome == 'track'", port: 'yes' }])
    expect(renamed.nodes.bye?.text).toBe('It was {{ results.send.outcome }}, track.')
  })

  it('draws nobody anew when it is an experiment', () => {
    expect(renameNode(flow, 'main', 'split', 'halves').nodes.halves?.name).toBe('main.split')
  })

  it('never takes the place of another', () => {
    expect(renameNode(flow, 'main', 'track', 'bye')).toBe(flow)
    expect(renameNode(flow, 'main', 'nobody', 'x')).toBe(flow)
  })
})

describe('the variable of a question', () => {
  const asks: FlowFile = {
    format: 1,
    start: 'ask',
    variables: { ask: { type: 'text' }, city: { type: 'text' } },
    nodes: {
      ask: { kind: 'ask', text: 'Who are you?', answer: { type: 'text' }, variable: 'ask', to: { next: 'city' } },
      city: { kind: 'ask', text: 'Where?', answer: { type: 'text' }, variable: 'city', to: { next: 'bye' } },
      bye: { kind: 'end', text: 'So you live in {{ city }}.' },
    },
  }

  it('is its own as long as nothing else uses it', () => {
    expect(hasOwnVariable(asks, 'ask')).toBe(true)
    expect(hasOwnVariable(asks, 'city')).toBe(false)
    expect(hasOwnVariable(asks, 'bye')).toBe(false)
  })
})
