import { describe, expect, it } from 'vitest'
import { bye, program } from '../fixtures/flow.ts'
import { Coverage, edgesOf, percentOf, sumOf } from './coverage.ts'
import { performStory } from './play.ts'
import { storyFile } from './story.ts'

const made = program({
  variables: { which: { type: 'choice' }, why: { type: 'text' } },
  menu: [{ id: 'stop', label: 'Stop', to: 'bye' }],
  nodes: {
    which: {
      kind: 'ask',
      text: 'Which?',
      answer: {
        type: 'choice',
        choices: [
          { id: 'a', label: 'A' },
          { id: 'b', label: 'B' },
        ],
      },
      variable: 'which',
      to: { 'choice.a': 'visit', 'choice.b': 'bye' },
    },
    visit: { kind: 'call', flow: 'visit', to: { done: 'bye', next: 'bye' } },
    bye,
  },
})

function coverageOf(...stories: readonly (readonly object[])[]): Coverage {
  const coverage = new Coverage(made)
  for (const steps of stories) {
    const [story] = storyFile.parse({ stories: [{ story: 'A story', steps }] }).stories
    if (story === undefined) throw new Error('there is a story')
    const { deviation } = performStory(made, story, { onTurn: (turn) => void coverage.add(turn) })
    expect(deviation).toBeNull()
  }
  return coverage
}

const visited = [
  { pick: 'A' },
  { bot: 'Why, you?' },
  { user: 'done' },
  { bot: 'Done.' },
  { bot: 'Bye.' },
  { ends: true },
]

describe('coverage', () => {
  it('is nothing before anybody came', () => {
    const [main] = new Coverage(made).report()
    expect(main?.nodes).toEqual({ covered: 0, total: 3, missed: ['which', 'visit', 'bye'] })
    expect(main?.ports).toMatchObject({ covered: 0, total: 4 })
    expect(main?.edges).toMatchObject({ covered: 0, total: 5 })
  })

  it('counts nodes, ports and edges of every flow that was gone through', () => {
    const [main, visit] = coverageOf(visited).report()
    expect(main?.nodes.missed).toEqual([])
    expect(main?.ports.missed).toEqual(['which.choice.b', 'visit.next'])
    expect(visit?.nodes.missed).toEqual(['over', 'back'])
    expect(visit?.ports.missed).toEqual(['which.over', 'which.else'])
  })

  it('tells a way of the menu from the port that leads to the same node', () => {
    const coverage = coverageOf([{ menu: 'stop' }, { bot: 'Bye.' }, { ends: true }])
    expect(coverage.hasEdge('main', 'menu.stop')).toBe(true)
    expect(coverage.hasEdge('main', 'which.choice.b')).toBe(false)
    const flow = made.flows.get('main')
    expect(flow && edgesOf(flow).map(({ id }) => id)).toContain('menu.stop')
  })

  it('adds up over stories and flows', () => {
    const coverage = coverageOf(visited, [{ pick: 'B' }, { bot: 'Bye.' }, { ends: true }])
    const flows = coverage.report()
    expect(flows[0]?.ports.missed).toEqual(['visit.next'])
    expect(sumOf(flows, 'nodes')).toEqual({ covered: 6, total: 8 })
    expect(percentOf({ covered: 6, total: 8 })).toBe(75)
    expect(percentOf({ covered: 0, total: 0 })).toBe(100)
  })
})
