import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFrame } from './frame.ts'

test('a line that is no frame is told, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string(), (line) => {
      expect(readFrame(line)).toBeNull()
    }),
  )
  const kinds = fc.constantFrom('ready', 'log', 'fetch', 'done', 'pong', 'begun', 'other')
  fc.assert(
    fc.property(kinds, fc.jsonValue(), (kind, call) => {
      const frame = readFrame(JSON.stringify({ kind, call, request: call, end: call, rpc: call, ping: call }))
      if (kind === 'done' || kind === 'fetch' || kind === 'log' || kind === 'other') expect(frame).toBeNull()
    }),
  )
})

test('an end that is no result is no frame', () => {
  const end = { kind: 'outcome', outcome: 'success', outputs: {}, message: null, retry: null }
  const frame = { kind: 'done', call: 1, end }
  expect(readFrame(JSON.stringify(frame))).toEqual(frame)
  for (const bad of [
    { outputs: [] },
    { outputs: null },
    { outcome: 5 },
    { retry: 'soon' },
    { retry: { afterMs: -1 } },
    { kind: 'thrown' },
  ]) {
    expect(readFrame(JSON.stringify({ ...frame, end: { ...end, ...bad } }))).toBeNull()
  }
})
