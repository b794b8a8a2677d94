import { compile } from '@parley/flow'
import { describe, expect, it } from 'vitest'
import { readFlowFile } from './read-flow-file.ts'
import { templatesIn } from './templates.ts'

describe('flows to begin with', () => {
  it.each(['en', 'ko'] as const)('have no problem in %s', (language) => {
    for (const { id, flow } of templatesIn(language)) {
      const flows = { main: { file: 'flows/main.flow.json', text: JSON.stringify(flow) } }
      expect([id, compile({ name: 'x', start: 'main', flows, actions: {} }).problems]).toEqual([id, []])
    }
  })
})

describe('a flow file from a computer', () => {
  const file = (text: string): Blob => new Blob([text])
  it('is read with its nodes; what is no node is left out', async () => {
    expect(await readFlowFile(file('{"start":"a","nodes":{"a":{"kind":"end"},"b":1,"c":{}}}'))).toEqual({
      format: 1,
      start: 'a',
      nodes: { a: { kind: 'end' } },
    })
  })

  it('is refused with the reason when it is none', async () => {
    expect(await readFlowFile(file('a,b,c'))).toBe('notJson')
    expect(await readFlowFile(file('[1]'))).toBe('noFlow')
    expect(await readFlowFile(file('{"nodes":[]}'))).toBe('noFlow')
    expect(await readFlowFile({ size: 30_000_000, text: () => Promise.reject(new Error('read all the same')) })).toBe(
      'tooLarge',
    )
  })
})
