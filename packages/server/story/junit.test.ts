import { DOMParser } from '@xmldom/xmldom'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeJunit } from './junit.ts'
import type { StoryRun } from './run.ts'

function run(name: string, happened: string | null, file = 'tests/a.test.yaml'): StoryRun {
  return {
    file,
    written: {
      story: { story: name, actions: 'mocked', contact: {}, variables: {}, steps: [{ bot: 'x' }] },
      line: 2,
      lines: [4],
    },
    deviation: happened === null ? null : { at: 0, expected: 'the bot says "x"', happened },
    lines: [{ who: 'bot', text: 'Hello' }],
    tookMs: 12.5,
  }
}

const parse = (xml: string) =>
  new DOMParser({
    onError: (level, message) => {
      // A warning is what it says of a character that stands for another one.
      if (level !== 'warning') throw new Error(message)
    },
  }).parseFromString(xml, 'text/xml')

describe('JUnit', () => {
  it('has a suite per file and a case per story', () => {
    const xml = writeJunit('shop', [run('One', null), run('Two', 'nothing'), run('Three', null, 'tests/b.test.yaml')])
    const document = parse(xml)
    const suites = [...document.getElementsByTagName('testsuite')]
    expect(suites.map((suite) => ['name', 'tests', 'failures'].map((name) => suite.getAttribute(name)))).toEqual([
      ['tests/a.test.yaml', '2', '1'],
      ['tests/b.test.yaml', '1', '0'],
    ])
    const [root] = document.getElementsByTagName('testsuites')
    expect(root?.getAttribute('time')).toBe('0.037')
    const [failure] = document.getElementsByTagName('failure')
    expect(failure?.getAttribute('message')).toBe('expected: the bot says "x"; happened: nothing')
    expect(failure?.textContent).toBe(
      'tests/a.test.yaml:4\nexpected: the bot says "x"\nhappened: nothing\n\nbot     Hello',
    )
    const [one] = document.getElementsByTagName('testcase')
    expect(one?.getAttribute('classname')).toBe('shop.a')
  })

  it('can be read back, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, happened) => {
        const document = parse(writeJunit('shop', [run(name, happened)]))
        // What XML cannot hold is shown as what cannot be shown.
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
        const shown = name.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
        expect(document.getElementsByTagName('testcase')[0]?.getAttribute('name')).toBe(shown)
        expect(document.getElementsByTagName('failure')).toHaveLength(1)
      }),
    )
  })
})
