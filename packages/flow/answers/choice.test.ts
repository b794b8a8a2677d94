import { describe, expect, it } from 'vitest'
import { bye, program } from '../fixtures/flow.ts'
import { asked } from '../fixtures/question.ts'
import { plainOf } from '../plain.ts'
import { converse } from '../testing.ts'

const bikes = [
  { id: 'city', label: 'City bike', description: 'From £300', image: 'https://shop.example.com/city.jpg' },
  { id: 'cargo', label: 'Cargo bike', url: 'https://shop.example.com/cargo' },
  { label: 'No id' },
  { id: 'bad image', label: 'Bad', image: 'http://shop.example.com/x.jpg', url: 'ftp://x' },
  { id: 'city', label: 'Again' },
  {},
  null,
  ['x'],
  'Tandem',
]

describe('a choice answer', () => {
  it('[FA25] shows labels that are texts, and takes what they say', () => {
    const choices = [
      { id: 'yes', label: 'Yes, {{ who }}', description: '{{ who }} agrees' },
      { id: 'no', label: 'No' },
    ]
    const bot = asked({ type: 'choice', choices }, 'choice', {}, { who: 'A*da' })
    expect(bot.said[0]).toMatchObject({
      choices: [
        { id: 'yes', label: 'Yes, A*da', description: 'A*da agrees' },
        { id: 'no', label: 'No' },
      ],
    })
    expect(bot.says('yes, a*da!').variable('given')).toBe('yes')
  })

  it('[FA25] words that could mean two choices mean none', () => {
    const choices = [
      { id: 'one', label: '{{ who }}' },
      { id: 'two', label: 'Ada' },
    ]
    asked({ type: 'choice', choices }, 'choice', {}, { who: 'Ada' }).says('Ada').is('waiting').says('two').is('ended')
  })

  it('[FA26] with other also takes words that name no choice', () => {
    const answer = { type: 'choice', choices: [{ id: 'yes', label: 'Yes' }], other: true }
    const more = { to: { 'choice.yes': 'bye', other: 'sorry' } }
    expect(asked(answer, 'text', more).says(' what now? ').hears('Well?').hears('Sorry.').variable('given')).toBe(
      'what now?',
    )
    expect(asked(answer, 'text', more).says('yes!').hears('Well?').hears('Bye.').variable('given')).toBe('yes')
    expect(asked(answer, 'text').says('what now?').hears('Well?').hears('Bye.').variable('given')).toBe('what now?')
    expect(asked(answer, 'text', more).says('  ').is('waiting').picks('no').status).toBe('waiting')
  })

  it('[FA14] offers what logic gives, passing over what is no choice', () => {
    const bot = asked({ type: 'choice', from: 'bikes', style: 'tiles', search: true }, 'choice', {}, { bikes })
    expect(bot.said[0]).toEqual({
      kind: 'choices',
      text: 'Well?',
      choices: [
        { id: 'city', label: 'City bike', description: 'From £300', image: 'https://shop.example.com/city.jpg' },
        { id: 'cargo', label: 'Cargo bike', url: 'https://shop.example.com/cargo' },
        { id: 'No id', label: 'No id' },
        { id: 'bad image', label: 'Bad' },
        { id: 'Tandem', label: 'Tandem' },
      ],
      style: 'tiles',
      search: true,
      input: { type: 'choice' },
    })
    expect(bot.says('5').variable('given')).toBe('Tandem')
  })

  it('[FA14] counts the first 200 of a list', () => {
    const many = Array.from({ length: 300 }, (_, index) => `Item ${index + 1}`)
    const bot = asked({ type: 'choice', from: 'many' }, 'choice', {}, { many })
    bot.says('Item 201').is('waiting').picks('Item 201').is('waiting').picks('Item 200').is('ended')
  })

  it('[FA14] evaluates its list again when the answer is read', () => {
    const nodes = {
      load: {
        kind: 'action',
        action: 'track-user',
        input: { email: "'a@b.c'" },
        to: { success: 'ask', error: 'bye', duplicate: 'bye' },
      },
      ask: {
        kind: 'ask',
        text: 'Which?',
        answer: { type: 'choice', from: '[results.load.outputs.code, "Other"]' },
        variable: 'given',
        to: { next: 'bye' },
      },
      bye,
    }
    const bot = converse(program({ variables: { given: { type: 'choice' } }, nodes }))
    bot.actionEnds('success', { code: 'ABC' }).hears('Which?').picks('XYZ').hears('Please pick one of the options.')
    expect(bot.picks('ABC').variable('given')).toBe('ABC')
  })

  it('[FA24] goes on at once where there is nothing to pick', () => {
    const from = { type: 'choice', from: 'bikes' }
    asked(from, 'choice', { to: { next: 'bye', empty: 'sorry' } }, { bikes: [] }).hears('Sorry.')
    asked(from, 'choice', { tries: 2, to: { next: 'bye', failed: 'sorry' } }, { bikes: [null] }).hears('Sorry.')
    const stuck = asked(from, 'choice', {}, { bikes: 7 })
      .hears('Well?')
      .says('x')
      .hears('Please pick one of the options.')
    expect(stuck.said[0]).toEqual({ kind: 'text', text: 'Well?', input: { type: 'choice' } })
    const bot = asked(
      { type: 'choices', from: 'bikes' },
      'choices',
      { to: { next: 'bye', empty: 'sorry' } },
      { bikes: [] },
    )
    bot.hears('Sorry.')
  })

  const cards = [
    {
      title: 'City {{ who }}',
      text: 'Light',
      image: 'https://shop.example.com/city.jpg',
      choices: [
        { id: 'city', label: 'Take it', synonyms: ['runabout'] },
        { label: 'Read more', url: 'https://shop.example.com/city' },
      ],
    },
    {
      title: 'Cargo',
      choices: [
        { id: 'cargo', label: 'Take it' },
        { id: 'test', label: 'Test ride' },
      ],
    },
  ]

  it('[FA15] shows cards, each with its own choices', () => {
    const bot = asked({ type: 'choice', cards }, 'choice', {}, { who: 'bike' })
    expect(bot.said[0]).toMatchObject({
      kind: 'carousel',
      cards: [
        { title: 'City bike', choices: [{ id: 'city', label: 'Take it' }, { label: 'Read more' }] },
        { title: 'Cargo', choices: [{ id: 'cargo' }, { id: 'test' }] },
      ],
      choices: [
        { id: 'city', label: 'City bike' },
        { id: 'cargo', label: 'Cargo – Take it' },
        { id: 'test', label: 'Test ride' },
      ],
    })
    const [shown] = bot.said
    expect(shown && plainOf(shown)).toBe(
      'Well?\nCity bike – Light\n1. Take it\nRead more: https://shop.example.com/city\nCargo\n2. Take it\n3. Test ride',
    )
    expect(bot.picks('city').heard[0]?.content).toEqual({ kind: 'choice', text: 'City bike', choice: 'city' })
  })

  it.each([
    ['city bike', 'city'],
    ['runabout', 'city'],
    ['Cargo Take it', 'cargo'],
    ['test ride', 'test'],
    ['2', 'cargo'],
  ])('[FA15] takes %j for %s', (typed, id) => {
    expect(asked({ type: 'choice', cards }, 'choice', {}, { who: 'bike' }).says(typed).variable('given')).toBe(id)
  })

  it('[FA15] does not guess whose button is meant', () => {
    asked({ type: 'choice', cards }, 'choice', {}, { who: 'bike' }).says('take it').is('waiting')
  })

  it("[FA15] leaves by a card's own port", () => {
    const to = { next: 'bye', 'choice.test': 'sorry' }
    asked({ type: 'choice', cards }, 'choice', { to }, { who: '' }).picks('test').hears('Well?').hears('Sorry.')
  })

  it('[FA14] [FA15] makes cards of what logic gives', () => {
    const given = [
      { id: 'a', title: 'One', text: 'First', image: 'https://x.example.com/1.png' },
      {
        title: 'Two',
        choices: [{ id: 'b', label: 'Take' }, { label: 'Look', url: 'https://x.example.com/' }, { url: 'x' }],
      },
      'Three',
      { text: 'nameless' },
    ]
    const bot = asked({ type: 'choice', from: 'rows', style: 'carousel' }, 'choice', {}, { rows: given })
    expect(bot.said[0]).toMatchObject({
      kind: 'carousel',
      cards: [
        { title: 'One', text: 'First', image: 'https://x.example.com/1.png', choices: [{ id: 'a', label: 'Choose' }] },
        {
          title: 'Two',
          choices: [
            { id: 'b', label: 'Take' },
            { label: 'Look', url: 'https://x.example.com/' },
          ],
        },
        { title: 'Three', choices: [{ id: 'Three', label: 'Choose' }] },
      ],
      choices: [
        { id: 'a', label: 'One' },
        { id: 'b', label: 'Take' },
        { id: 'Three', label: 'Three' },
      ],
    })
    expect(bot.says('three').variable('given')).toBe('Three')
  })
})
