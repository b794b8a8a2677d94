import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FlowFile } from '../source/flow-file.ts'
import { copyNodes, pasteClip, printClip, readClip } from './clipboard.ts'

const flow: FlowFile = {
  format: 1,
  start: 'look',
  variables: { email: { type: 'email', sensitive: true }, other: { type: 'text' } },
  nodes: {
    look: {
      kind: 'action',
      action: 'find',
      input: { mail: 'email' },
      to: { success: 'tell', error: 'far' },
      meta: { studio: { x: 100, y: 50 } },
    },
    tell: { kind: 'say', text: '{{ results.look.outcome }} of {{ email }}', to: { next: 'look' } },
    far: { kind: 'end' },
  },
  meta: { studio: { stickers: { note: { kind: 'note', x: 90, y: 40, width: 10, height: 10, text: 'Why' } } } },
}
const ids = new Set(['look', 'tell'])
const places = new Map([['tell', { x: 400, y: 60 }]])
const clip = copyNodes(flow, ids, new Set(['note']), places)

describe('copied nodes', () => {
  it('keep the edges among them, their places and the variables that they name', () => {
    expect(clip.nodes.look?.to).toEqual({ success: 'tell' })
    expect(clip.nodes.tell?.meta?.studio).toEqual({ x: 400, y: 60 })
    expect(clip.variables).toEqual({ email: { type: 'email', sensitive: true } })
    expect(Object.keys(clip.stickers)).toEqual(['note'])
  })

  it('come back from the text that they are on the clipboard', () => {
    expect(readClip(printClip(clip))).toEqual(clip)
  })

  it('are not read out of other texts', () => {
    for (const text of ['', 'hello', '{}', '{"parley/nodes":2}', '{"parley/nodes":1,"nodes":[]}', '{"parley/nodes":1'])
      expect(readClip(text)).toBeNull()
    expect(readClip('{"parley/nodes":1,"nodes":{"a":{"kind":"end"},"b":7,"c":{}}}')?.nodes).toEqual({
      a: { kind: 'end' },
    })
  })

  it('never fail to be read or refused, whatever the clipboard holds', () => {
    fc.assert(
      fc.property(
        fc.json(),
        (text) => void readClip(`{"parley/nodes":1,"nodes":${text},"stickers":${text},"variables":${text}}`),
      ),
    )
  })
})

describe('pasted nodes', () => {
  it('get ids that are free; edges and results among them follow', () => {
    const pasted = pasteClip(flow, clip, { x: 0, y: 0 })
    expect(pasted.ids).toEqual(['look_2', 'tell_2'])
    expect(pasted.flow.nodes.look_2?.to).toEqual({ success: 'tell_2' })
    expect(pasted.flow.nodes.tell_2).toMatchObject({
      text: '{{ results.look_2.outcome }} of {{ email }}',
      to: { next: 'look_2' },
    })
    expect(pasted.flow.nodes.look).toBe(flow.nodes.look)
    expect(pasted.missing).toEqual({})
  })

  it('stand as they stood, with their corner where they were put', () => {
    const { flow: after } = pasteClip(flow, clip, { x: 1000, y: 2000 })
    expect(after.nodes.look_2?.meta?.studio).toEqual({ x: 1010, y: 2010 })
    expect(after.nodes.tell_2?.meta?.studio).toEqual({ x: 1310, y: 2020 })
    expect(after.meta?.studio?.stickers?.note_2).toMatchObject({ x: 1000, y: 2000, text: 'Why' })
  })

  it('tell which variables the other flow lacks', () => {
    const empty: FlowFile = { format: 1, start: '', nodes: {} }
    const pasted = pasteClip(empty, clip, { x: 0, y: 0 })
    expect(pasted.ids).toEqual(['look', 'tell'])
    expect(pasted.missing).toEqual({ email: { type: 'email', sensitive: true } })
  })
})
