import { expect, test } from 'vitest'
import { tourProgram } from './fixtures/tour.ts'
import { readState } from './state.ts'
import { newState, step } from './step.ts'

test('[FS13] a state of an older Parley is completed and goes on', () => {
  const { flow, node, phase, turn, tries, idle, variables, results, contact, page } = newState(tourProgram)
  const stored = { flow, node, phase, turn, tries, idle, variables, results, contact, page }
  const state = readState(JSON.parse(JSON.stringify(stored)), { conversation: 'conv_1' })
  expect(state).toEqual({ ...newState(tourProgram), conversation: 'conv_1' })
  const begun = { kind: 'started', contact: { id: 'c' }, variables: {}, page: null, at: 0, random: 0 } as const
  expect(step(tourProgram, state, begun).effects[0]).toMatchObject({ kind: 'send' })
})

test('[FS13] a whole state is taken as it is', () => {
  const state = { ...newState(tourProgram), conversation: 'conv_1', leftAt: 7, heard: 'x' }
  expect(readState(state, { conversation: 'conv_2' })).toEqual(state)
})
