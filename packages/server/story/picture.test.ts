import { compile } from '@parley/flow'
import { Coverage, performStory, storyFile } from '@parley/flow/story'
import { DOMParser } from '@xmldom/xmldom'
import { describe, expect, it } from 'vitest'
import { drawPage, drawSvg } from './picture.ts'

const flow = {
  format: 1,
  start: 'which',
  variables: { which: { type: 'choice' } },
  menu: [{ id: 'stop', label: 'Stop', to: 'bye' }],
  nodes: {
    which: {
      kind: 'ask',
      text: 'Which?',
      answer: { type: 'choice', choices: ['a', 'b', 'c'].map((id) => ({ id, label: id })) },
      variable: 'which',
      to: { 'choice.a': 'bye', 'choice.b': 'bye', 'choice.c': 'which' },
    },
    bye: { kind: 'end', text: 'Bye.' },
  },
}
const { program, problems } = compile({
  name: 'a<b',
  start: 'main',
  actions: {},
  flows: { main: { file: 'flows/main.flow.json', text: JSON.stringify(flow) } },
})

function covered() {
  if (program === null) throw new Error(JSON.stringify(problems))
  const coverage = new Coverage(program)
  const [story] = storyFile.parse({
    stories: [{ story: 'x', steps: [{ pick: 'a' }, { bot: 'Bye.' }, { ends: true }] }],
  }).stories
  if (story) performStory(program, story, { onTurn: (turn) => void coverage.add(turn) })
  return { program, coverage }
}

const parse = (xml: string) =>
  new DOMParser({
    onError: (level, message) => {
      // A warning is what it says of a character that stands for another one.
      if (level !== 'warning') throw new Error(message)
    },
  }).parseFromString(xml, 'text/xml')

describe('the picture', () => {
  it('draws every node and every group of ports, covered and missed apart', () => {
    const { program, coverage } = covered()
    const groups = [...parse(drawSvg(program, coverage)).getElementsByTagName('g')]
    const titled = groups.flatMap((group) => {
      const title = group.getElementsByTagName('title')[0]?.textContent
      return (group.getAttribute('class') ?? '') === '' || title === undefined ? [] : [title]
    })
    expect(titled.sort()).toEqual(
      [
        'start  → which: covered',
        'which choice.a → bye: covered',
        'which choice.b → bye: missed',
        'which choice.c → which: missed',
        'menu menu.stop → bye: missed',
        'start (of the flow): covered',
        'which (ask): covered',
        'bye (end): covered',
        'menu (at any time): covered',
      ].sort(),
    )
  })

  it('is one page with the numbers and the names of what was missed', () => {
    const { program, coverage } = covered()
    const page = drawPage(program, coverage)
    expect(page).toContain('Coverage of a&lt;b')
    expect(page).toContain('<td>2 of 2</td><td>100 %</td><td>1 of 3</td><td>33 %</td><td>1 of 4</td><td>25 %</td>')
    for (const missed of ['which.choice.b', 'which.choice.c', 'menu.stop'])
      expect(page).toContain(`<code>${missed}</code>`)
    expect(page).not.toMatch(/\b(src|href)=/)
  })
})
