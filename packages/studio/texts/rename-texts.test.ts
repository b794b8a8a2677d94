import { describe, expect, it } from 'vitest'
import { moveTextsIn, renameInRecord, renameNameIn, renameNodeIn } from './rename-texts.ts'

const file = `# Korean
main:
  # the first question
  name:
    text: "{{ first_name }}님, 이름이 무엇인가요?" # friendly
    retry: 다시요
  bye:
    text: "{{ results.name.outcome }} {{ first_name | default: '친구' }}"
other:
  name:
    text: "{{ first_name }}"
`

describe('a file of texts', () => {
  it('has a renamed node in its place, with comments', () => {
    expect(renameNodeIn(file, 'main', 'name', 'person')).toBe(
      file.replace('  name:\n    text: "{{ first_name }}님', '  person:\n    text: "{{ first_name }}님'),
    )
  })

  it('says a renamed variable in the texts of its flow only', () => {
    const renamed = renameNameIn(file, 'main', ['first_name'], ['given_name'])
    expect(renamed).toContain('"{{ given_name }}님, 이름이 무엇인가요?" # friendly')
    expect(renamed).toContain("{{ given_name | default: '친구' }}")
    expect(renamed).toContain('other:\n  name:\n    text: "{{ first_name }}"')
  })

  it('has texts in other places, and no mapping that is left with nothing', () => {
    const nested = 'main:\n  a:\n    one:\n      two:\n        x: X # kept\n      y: Y\n    three.z: Z\n'
    const move = (path: string) => {
      if (path === 'three.z') return null
      return /^one\.two(\.|$)/.test(path) ? path.replace('one.two', 'one.five') : path
    }
    expect(moveTextsIn(nested, 'main', 'a', move)).toBe(nested.replace('two:', 'five:').replace('    three.z: Z\n', ''))
    expect(moveTextsIn(nested, 'main', 'a', (path) => path.replace(/^one\.two\.x/, 'four.x'))).toBe(
      'main:\n  a:\n    one:\n      y: Y\n    three.z: Z\n    four.x: X # kept\n',
    )
    expect(moveTextsIn(nested, 'main', 'b', () => null)).toBe(nested)
  })

  it('stays as it is where nothing is renamed, or it cannot be read', () => {
    expect(renameNodeIn(file, 'main', 'nobody', 'x')).toBe(file)
    expect(renameNodeIn(file, 'main', 'name', 'bye')).toBe(file)
    expect(renameNameIn(file, 'main', ['nobody'], ['x'])).toBe(file)
    expect(renameNodeIn('a: [', 'main', 'a', 'b')).toBe('a: [')
  })
})

describe('the record of translations', () => {
  it('knows a renamed node', () => {
    const record = JSON.stringify({ ko: { 'main.name.text': ['a', 'b'], 'main.name_2.text': ['c', 'd'] } })
    expect(JSON.parse(renameInRecord(record, 'main', 'name', 'person'))).toEqual({
      ko: { 'main.person.text': ['a', 'b'], 'main.name_2.text': ['c', 'd'] },
    })
    expect(renameInRecord('{', 'main', 'a', 'b')).toBe('{')
  })
})
