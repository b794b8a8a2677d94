import { describe, expect, test } from 'vitest'
import { isCode, sourceLimits, wrongFiles, wrongPath } from './paths.ts'

describe('paths', () => {
  test.each([
    'solution.ts',
    'flows/main.flow.json',
    'flows/주문 (새).flow.json',
    'actions/_shared.py',
    "texts/pt-BR's.yaml",
  ])('[DS6] %s is one', (path) => expect(wrongPath(path)).toBeNull())

  test.each([
    '',
    '/etc/passwd',
    'a//b',
    '../x',
    'a/../../x',
    'a/./b',
    'a\\..\\b',
    '.env',
    'a/.git/config',
    'node_modules/x',
    'a\0b',
    'a\nb',
    'con.txt',
    'x.',
    'x ',
    'C:/x',
    'a/b/c/d/e/f/g/h/i',
    'é'.normalize('NFD'),
    `${'x'.repeat(sourceLimits.path)}y`,
  ])('[DS6] %j is none', (path) => expect(wrongPath(path)).not.toBeNull())

  test('[DS6] too many files, too much in all, and a file where a folder must be are told', () => {
    const many = Object.fromEntries(Array.from({ length: sourceLimits.files + 1 }, (_, index) => [`f${index}`, '']))
    expect(wrongFiles(many)).toHaveLength(1)
    const half = '한'.repeat(sourceLimits.bytes / 6 + 1)
    expect(wrongFiles({ a: half, b: half })[0]?.reason).toContain('bytes')
    expect(wrongFiles({ a: '', 'a/b': '' })[0]?.reason).toContain('needs a folder')
    expect(wrongFiles({ 'solution.ts': '' })).toEqual([])
  })
})

test.each([
  ['solution.ts', true],
  ['actions/track.ts', true],
  ['actions/data.json', true],
  ['shared/prices.json', true],
  ['app.py', true],
  ['tests/helper.ts', true],
  ['flows/main.flow.json', false],
  ['texts/ko.yaml', false],
  ['nlu/intents.yaml', false],
  ['tests/signup.test.yaml', false],
  ['README.md', false],
])('[DS7] whether %s is code: %s', (path, is) => expect(isCode(path)).toBe(is))
