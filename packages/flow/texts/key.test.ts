import { describe, expect, it } from 'vitest'
import { textKey } from './key.ts'

describe('the name of a text', () => {
  const node = {
    answer: {
      choices: [
        { id: 'ios', label: 'iOS', description: 'x' },
        { id: 'a.b', label: 'dots' },
      ],
      fields: [{ name: 'email', label: 'E-mail' }],
      cards: [
        {
          title: 'One',
          choices: [
            { id: 'buy', label: 'Buy' },
            { label: 'Read', url: 'https://x' },
          ],
        },
      ],
    },
    content: { label: 'Open' },
    intents: [
      { intent: 'book', label: 'Book' },
      { intent: 'faq.hours', label: 'Hours' },
    ],
    idle: [{ after: '10m', remind: 'Hi' }],
  }

  it.each([
    [['text'], 'text'],
    [['answer', 'choices', 0, 'label'], 'answer.choices.ios'],
    [['answer', 'choices', 0, 'description'], 'answer.choices.ios.description'],
    [['answer', 'choices', 0, 'synonyms'], 'answer.choices.ios.synonyms'],
    [['answer', 'choices', 1, 'label'], 'answer.choices.1'],
    [['answer', 'fields', 0, 'label'], 'answer.fields.email'],
    [['answer', 'cards', 0, 'title'], 'answer.cards.0.title'],
    [['answer', 'cards', 0, 'choices', 0, 'label'], 'answer.cards.0.choices.buy'],
    [['answer', 'cards', 0, 'choices', 1, 'label'], 'answer.cards.0.choices.1'],
    [['content', 'label'], 'content.label'],
    [['intents', 0, 'label'], 'intents.book'],
    [['intents', 1, 'label'], 'intents.1'],
    [['idle', 0, 'remind'], 'idle.0.remind'],
    [['nowhere', 3, 'text'], 'nowhere.3.text'],
  ])('%j is %s', (path, key) => {
    expect(textKey(node, path)).toBe(key)
  })
})
