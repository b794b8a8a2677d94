import { describe, expect, it } from 'vitest'
import { changeIntent } from './change-intent.ts'

const node = (intents: readonly { intent: string; port?: string }[]) => ({
  kind: 'understand',
  intents,
  to: { stop: 'bye', else: 'lost' },
})

describe('another intent of a node that understands', () => {
  it('takes the way along', () => {
    expect(changeIntent(node([{ intent: 'stop' }]), 0, 'cancel')).toEqual({
      kind: 'understand',
      intents: [{ intent: 'cancel' }],
      to: { else: 'lost', cancel: 'bye' },
    })
  })

  it('leaves the way alone where the port has a name of its own, or another intent goes by it', () => {
    const named = node([{ intent: 'stop', port: 'stop' }])
    expect(changeIntent(named, 0, 'cancel').to).toEqual(named.to)
    const shared = node([{ intent: 'stop' }, { intent: 'end', port: 'stop' }])
    expect(changeIntent(shared, 0, 'cancel').to).toEqual(shared.to)
  })

  it('does not take the place of a way that there is', () => {
    const both = { ...node([{ intent: 'stop' }]), to: { stop: 'bye', cancel: 'sure' } }
    expect(changeIntent(both, 0, 'cancel').to).toEqual(both.to)
  })
})
