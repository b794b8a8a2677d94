import { describe, expect, it } from 'vitest'
import { writeTexts } from './write-texts.ts'

const place = { flow: 'main', node: 'os' }
const file = [
  '# Korean',
  'main:',
  '  os:',
  '    text: 기기?',
  '    answer.choices:',
  '      # the phone',
  '      ios: 아이폰',
  '  bye:',
  '    text: 안녕',
  '',
].join('\n')

describe('a text taken away', () => {
  it('leaves everything else as it is', () => {
    expect(writeTexts(file, [{ ...place, key: 'text', translation: null }], [])).toBe(
      file.replace('    text: 기기?\n', ''),
    )
  })

  it('takes what held nothing else with it', () => {
    const without = writeTexts(
      file,
      [
        { ...place, key: 'text', translation: null },
        { ...place, key: 'answer.choices.ios', translation: null },
      ],
      [],
    )
    expect(without).toBe('# Korean\nmain:\n  bye:\n    text: 안녕\n')
  })

  it('that is not there changes nothing', () => {
    expect(writeTexts(file, [{ flow: 'main', node: 'no', key: 'text', translation: null }], [])).toBe(file)
  })
})
