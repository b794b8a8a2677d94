import { describe, expect, it } from 'vitest'
import { readNode } from './node-json.ts'

const reason = async (text: string): Promise<string> => {
  const read = await readNode(text)
  return 'reason' in read ? read.reason : ''
}

describe('a node written as JSON', () => {
  it('is taken when it has the shape of the language', async () => {
    const node = {
      kind: 'ask',
      text: 'Who?',
      answer: { type: 'choice', choices: [{ id: 'a', label: 'A' }] },
      variable: 'x',
      to: {},
    }
    expect(await readNode(JSON.stringify(node))).toEqual({ node })
    expect(await reason(JSON.stringify({ kind: 'end', meta: { studio: { x: 1 } } }))).toBe('')
  })

  it('is refused with the place and what belongs there', async () => {
    expect(await reason('{')).toMatch(/^This is not JSON/)
    expect(await reason('[]')).toMatch(/^Write an object/)
    expect(await reason('{ "kind": "sing" }')).toBe('"sing" is no kind of node.')
    expect(await reason('{ "kind": "say", "text": "a" }')).toBe('The node needs the member "to".')
    expect(await reason('{ "kind": "say", "text": 1, "to": {} }')).toBe('"text" must be a string.')
    expect(await reason('{ "kind": "say", "text": "", "to": {}, "txt": "" }')).toBe('The node has no member "txt".')
    expect(await reason('{ "kind": "branch", "cases": [{ "when": "", "port": 1 }], "to": {} }')).toBe(
      '"cases[0].port" must be a string.',
    )
    expect(await reason('{ "kind": "say", "text": "", "content": { "type": "song" }, "to": {} }')).toMatch(
      /^"content" must be one of image, video/,
    )
  })
})
