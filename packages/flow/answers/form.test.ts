import { describe, expect, it } from 'vitest'
import { bye, problems, program } from '../fixtures/flow.ts'
import { asked } from '../fixtures/question.ts'
import { plainOf } from '../plain.ts'
import { converse } from '../testing.ts'

const form = {
  type: 'form',
  submit: 'Send it',
  fields: [
    { name: 'name', label: 'Your name', answer: { type: 'text', max: 40 }, placeholder: 'Ada' },
    { name: 'age', label: 'Age', answer: { type: 'number', min: 18 } },
    {
      name: 'os',
      label: 'System of {{ who }}',
      answer: {
        type: 'choice',
        choices: [
          { id: 'ios', label: 'iOS' },
          { id: 'android', label: 'Android' },
        ],
      },
      optional: true,
    },
  ],
}

const opened = () => asked(form, 'form', {}, { who: '*Ada*' })

describe('a form', () => {
  it('[FA22] is shown whole', () => {
    expect(opened().said[0]).toEqual({
      kind: 'form',
      text: 'Well?',
      fields: [
        { name: 'name', label: 'Your name', input: { type: 'text' }, required: true, placeholder: 'Ada' },
        { name: 'age', label: 'Age', input: { type: 'number', min: 18 }, required: true },
        {
          name: 'os',
          label: 'System of *Ada*',
          input: { type: 'choice' },
          required: false,
          choices: [
            { id: 'ios', label: 'iOS' },
            { id: 'android', label: 'Android' },
          ],
        },
      ],
      submit: 'Send it',
      input: { type: 'form' },
    })
  })

  it('[FA22] is answered at once', () => {
    const bot = opened().sends({ kind: 'form', form: { name: ' Ada ', age: 36, os: 'ios', other: 'x' } })
    expect(bot.variable('given')).toEqual({ name: 'Ada', age: 36, os: 'ios' })
    expect(bot.heard[0]?.content).toEqual({
      kind: 'form-answer',
      text: 'Your name: Ada\nAge: 36\nSystem of *Ada*: iOS',
      form: { name: ' Ada ', age: 36, os: 'ios' },
    })
    const short = opened().sends({ kind: 'form', form: { name: 'Ada', age: '36', os: null } })
    expect(short.variable('given')).toEqual({ name: 'Ada', age: 36, os: null })
  })

  it('[FA22] says what is wrong by field and keeps what is right', () => {
    const bot = opened().sends({ kind: 'form', form: { name: 'Ada', age: 7, os: 'windows' } })
    expect(bot.said[1]).toMatchObject({
      kind: 'form',
      text: 'Please check what is marked and try again.',
      values: { name: 'Ada' },
      errors: { age: 'That is too low. Please give 18 or more.', os: 'Please pick one of the options.' },
    })
    expect(bot.state.draft).toEqual({ name: 'Ada' })
    bot.sends({ kind: 'form', form: { age: 36 } }).is('ended')
    expect(bot.variable('given')).toEqual({ name: 'Ada', age: 36, os: null })
    expect(bot.state.draft).toBeNull()
  })

  it('[FA22] demands what is not optional', () => {
    const bot = opened().sends({ kind: 'form', form: { name: '', os: 'ios' } })
    expect(bot.said[1]).toMatchObject({
      errors: { name: 'Please fill this in.', age: 'Please fill this in.' },
      values: { os: 'ios' },
    })
  })

  it('[FA23] is answered field by field when it is typed', () => {
    const bot = opened().hears('Well?').says('Ada').hears('Age').says('seven')
    bot.hears('That does not look like a number. Please use digits.')
    expect(bot.said.at(-1)).toMatchObject({ kind: 'text', input: { type: 'number', min: 18 } })
    bot.says('36').hears('System of \\*Ada\\* (optional: answer "-" to leave it out)')
    expect(bot.said.at(-1)).toMatchObject({ kind: 'choices', choices: [{ id: 'ios' }, { id: 'android' }] })
    bot.picks('android').hears('Bye.')
    expect(bot.variable('given')).toEqual({ name: 'Ada', age: 36, os: 'android' })
    expect(bot.heard.map(({ content }) => content.kind)).toEqual(['text', 'text', 'text', 'choice'])
  })

  it('[FA23] leaves out what is optional at a dash, and may be sent whole half way', () => {
    expect(opened().says('Ada').says('36').says('-').variable('given')).toEqual({ name: 'Ada', age: 36, os: null })
    const mixed = opened()
      .says('Ada')
      .sends({ kind: 'form', form: { age: 36 } })
    expect(mixed.variable('given')).toEqual({ name: 'Ada', age: 36, os: null })
  })

  it('[FA23] asks again for the field that was wrong, from the first on', () => {
    const bot = opened()
      .hears('Well?')
      .says('x'.repeat(41))
      .hears(/^That is too long/)
    expect(bot.said.at(-1)).toMatchObject({ kind: 'text', input: { type: 'text' } })
    bot.says('Ada').hears('Age')
  })

  it('[FA22] fills variables of its fields too, and must be sensitive when one of them is', () => {
    const nodes = {
      ask: {
        kind: 'ask',
        text: 'Well?',
        answer: {
          type: 'form',
          fields: [
            { name: 'mail', label: 'E-mail', answer: { type: 'email' }, variable: 'email' },
            { name: 'born', label: 'Born', answer: { type: 'date' }, variable: 'dob', optional: true },
          ],
        },
        variable: 'given',
        to: { next: 'bye' },
      },
      bye,
    }
    const variables = {
      given: { type: 'form', sensitive: true },
      email: { type: 'email', sensitive: true },
      dob: { type: 'date' },
    }
    const plain = problems({ variables: { ...variables, given: { type: 'form' } }, nodes })
    expect(plain).toMatchObject([{ code: 'sensitive-leak', place: { field: 'answer.fields[0].variable' } }])
    const bot = converse(program({ variables, nodes }))
    bot.sends({ kind: 'form', form: { mail: 'A@b.com', born: 'never' } }).is('waiting')
    bot.sends({ kind: 'form', form: { born: '1990-05-03' } })
    expect([bot.variable('email'), bot.variable('dob')]).toEqual(['a@b.com', '1990-05-03'])
    expect(bot.heard.every(({ sensitive }) => sensitive)).toBe(true)
  })

  it('[FA22] takes files, several picks and places', () => {
    const fields = [
      { name: 'photo', label: 'Photo', answer: { type: 'file' } },
      {
        name: 'tags',
        label: 'Tags',
        answer: {
          type: 'choices',
          choices: [
            { id: 'a', label: 'A' },
            { id: 'b', label: 'B' },
          ],
        },
      },
      { name: 'where', label: 'Where', answer: { type: 'location' } },
      { name: 'mark', label: 'Mark', answer: { type: 'rating' } },
    ]
    const photo = { id: 'file_1', name: 'p.png', type: 'image/png', size: 1 } as const
    const given = { photo: 'file_1', tags: ['b'], where: { latitude: 1, longitude: 2 }, mark: 4 }
    const bot = asked({ type: 'form', fields }, 'form').sends({ kind: 'form', form: given, uploads: [photo] })
    expect(bot.variable('given')).toEqual({ ...given, photo })
    expect(bot.heard[0]?.content.text).toBe('Photo: p.png\nTags: B\nWhere: 1, 2\nMark: 4')
  })

  it('[FO2] asks for its first field where it is only words', () => {
    const [shown] = opened().said
    expect(shown && plainOf(shown)).toBe('Well?\nYour name')
  })
})
