import { describe, expect, it } from 'vitest'
import type { SolutionBuild } from './build.ts'
import { sensitiveInputs, withoutAnswers } from './sensitive.ts'

const flow = {
  variables: { dob: { type: 'date', sensitive: true }, dobby: { type: 'text' } },
  nodes: {
    send: { kind: 'action', input: { born: 'dob', elf: 'dobby', both: "dobby + ' ' + dob" } },
    plain: { kind: 'action', input: { elf: 'dobby' } },
  },
}
const build = {
  flows: { main: { file: 'flows/main.flow.json', text: JSON.stringify(flow) } },
} as unknown as SolutionBuild

describe('sensitive answers in logs', () => {
  it('are found by the variables that an input is made of', () => {
    expect([...sensitiveInputs(build)]).toEqual([['send', ['born', 'both']]])
  })

  it('are taken out of every text, wherever they stand', () => {
    const clean = withoutAnswers(['born', 'more'], { born: '1990-05-03', more: { list: ['rosebud'] }, elf: 'Dobby' })
    expect(clean('{"born":"1990-05-03","more":["rosebud"],"elf":"Dobby"}')).toBe(
      '{"born":"[sensitive]","more":["[sensitive]"],"elf":"Dobby"}',
    )
  })

  it('withhold the whole text when they are too short to be taken out', () => {
    expect(withoutAnswers(['born'], { born: 'no' })('I know nothing')).toBe(
      '[withheld: the call holds a sensitive answer]',
    )
    expect(withoutAnswers(['born'], { born: null })('nothing was answered')).toBe('nothing was answered')
  })
})
