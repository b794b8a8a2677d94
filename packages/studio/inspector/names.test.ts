import { describe, expect, it } from 'vitest'
import { namesInLogic, namesInText, renameInLogic, renameInText } from './names.ts'

describe('a variable in logic', () => {
  const rename = (logic: string) => renameInLogic(logic, ['age'], ['years'])

  it('is renamed wherever it is the variable', () => {
    expect(rename('age > 18 && (age < 65 || x.contains(age))')).toBe('years > 18 && (years < 65 || x.contains(years))')
    expect(rename('age.size() + size(age)')).toBe('years.size() + size(years)')
    expect(rename('age')).toBe('years')
  })

  it('stays where it is something else', () => {
    for (const logic of [
      "'age'",
      '"age" + x',
      'page.age',
      'results.age.outcome',
      'ages + my_age',
      "x['age']",
      'f().age',
      "'it\\'s age'",
    ])
      expect(rename(logic), logic).toBe(logic)
  })

  it('is a result by its node', () => {
    expect(renameInLogic('results.track.outcome', ['results', 'track'], ['results', 'send'])).toBe(
      'results.send.outcome',
    )
    expect(renameInLogic('track', ['results', 'track'], ['results', 'send'])).toBe('track')
  })
})

describe('a variable in a text', () => {
  const rename = (text: string) => renameInText(text, ['name'], ['first_name'])

  it('is renamed inside Liquid only', () => {
    expect(rename('Your name is {{ name | default: name }}, {% if name %}name{% endif %}')).toBe(
      'Your name is {{ first_name | default: first_name }}, {% if first_name %}name{% endif %}',
    )
  })

  it('stays in quotes, as a member and as a filter', () => {
    for (const text of ["{{ x | default: 'name' }}", '{{ contact.name }}', '{{ x | name }}', '{{ nickname }}'])
      expect(rename(text), text).toBe(text)
  })

  it('is found', () => {
    expect(namesInText('Hi {{ name }}', ['name'])).toBe(true)
    expect(namesInText('Hi name', ['name'])).toBe(false)
    expect(namesInLogic('name == null', ['name'])).toBe(true)
  })
})
