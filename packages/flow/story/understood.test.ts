import { describe, expect, it } from 'vitest'
import { type FlowDraft, program } from '../fixtures/flow.ts'
import { listener } from '../fixtures/listening.ts'
import { Coverage } from './coverage.ts'
import { playStory } from './play.ts'
import { storyFile } from './story.ts'

const draft: FlowDraft = {
  understanding: { corrections: true, intents: { help: { answer: 'I help.' }, order: { to: 'bye' } } },
  variables: { city: { type: 'text', entity: 'city' }, mail: { type: 'email' } },
  nodes: {
    mail: { kind: 'ask', text: 'Mail?', answer: { type: 'email' }, variable: 'mail', to: { next: 'city' } },
    city: { kind: 'ask', text: 'City?', answer: { type: 'text' }, variable: 'city', to: { next: 'bye' } },
    bye: { kind: 'end', text: 'Bye.' },
  },
}
const recognizer = listener(
  { Seoul: ['city'], Busan: ['city'], 'a@b.com': ['email'] },
  { 'help me': [['help', 0.9]], 'I order': [['order', 0.9]] },
)
const made = program(draft, { recognizer })

function play(steps: readonly object[]) {
  const [story] = storyFile.parse({ stories: [{ story: 'test', steps }] }).stories
  if (story === undefined) throw new Error('no story')
  return playStory(made, story)
}

describe('a step that says how words are understood', () => {
  it('[FY1] holds what they fill, change and mean', () => {
    const steps = [
      { user: 'I live in Seoul' },
      { understood: { fills: ['city'], corrects: [], intent: null } },
      { bot: 'Mail?' },
      { user: 'no, Busan' },
      { understood: { fills: [], corrects: ['city'] } },
      { bot: 'All right, I have changed that.' },
      { bot: 'Mail?' },
      { user: 'help me' },
      { understood: 'help' },
      { bot: 'I help.' },
      { bot: 'Mail?' },
      { user: 'I order' },
      { understood: 'order' },
      { bot: 'Bye.' },
      { ends: true },
    ]
    expect(play(steps)).toBeNull()
    expect(play([{ user: 'help me' }, { understood: 'order' }])).toMatchObject({
      expected: 'the words mean order',
      happened: 'they mean help',
    })
    expect(play([{ user: 'Seoul' }, { understood: { fills: [] } }])).toMatchObject({ happened: 'they fill city' })
    expect(play([{ user: 'Seoul' }, { understood: { corrects: ['city'] } }])).toMatchObject({
      happened: 'they change nothing',
    })
  })

  it('counts ways that intents lead as edges', () => {
    const coverage = new Coverage(made)
    expect(coverage.report()[0]?.edges.missed).toContain('intent.order')
    coverage.add({
      happening: { kind: 'said', said: { kind: 'text', text: 'I order' } },
      visits: [{ kind: 'go', flow: 'main', node: 'bye', depth: 0, edge: 'intent.order' }],
    })
    expect(coverage.report()[0]?.edges.missed).not.toContain('intent.order')
  })
})
