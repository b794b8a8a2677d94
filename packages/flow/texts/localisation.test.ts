import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bye, type FlowDraft } from '../fixtures/flow.ts'
import { asking, compiled, spoken } from '../fixtures/texts.ts'
import { problemCodes } from '../problem-code.ts'
import { compileTemplate } from '../template.ts'
import { converse } from '../testing.ts'
import { Localisation, noTexts } from './localisation.ts'

const whole = `
main:
  name:
    text: 이름이 무엇인가요?
  os:
    text: "{{ name }}님, 어떤 기기를 쓰세요?"
    answer.choices:
      ios: 아이폰
      other: 다른 기기
  bye:
    text: 안녕히 가세요.
`

function found(
  texts: Parameters<typeof compiled>[1],
  more: Parameters<typeof compiled>[2] = {},
  draft: FlowDraft = asking,
) {
  return compiled(draft, texts, { language: 'en', ...more }).problems.map(
    ({ code, severity, place, reason, repair }) => ({
      code,
      severity,
      ...place,
      words: `${reason} ${repair}`,
    }),
  )
}

describe('the texts of a solution', () => {
  it('are said in the language of the conversation', () => {
    const program = spoken(asking, { ko: whole }, { language: 'en' })
    const bot = converse(program, { language: 'ko' }).hears('이름이 무엇인가요?').says('에이다')
    bot.hears('에이다님, 어떤 기기를 쓰세요?')
    expect(bot.said[1]).toMatchObject({
      choices: [
        { id: 'ios', label: '아이폰' },
        { id: 'other', label: '다른 기기' },
      ],
    })
    bot.says('아이폰').hears('안녕히 가세요.')
    expect(bot.variable('os')).toBe('ios')
    converse(program).hears('What is your name?').says('Ada').hears('Which system do you use, Ada?')
  })

  it('may be typed in any of its languages', () => {
    const program = spoken(asking, { ko: whole }, { language: 'en' })
    expect(converse(program, { language: 'ko' }).says('에이다').says('Another one').variable('os')).toBe('other')
    expect(converse(program).says('Ada').says('아이폰').variable('os')).toBe('ios')
  })

  it.each(['order: 주문', '"0": 주문'])(
    'name the intents of a node by themselves, or as before by their place: %s',
    (named) => {
      const draft: FlowDraft = {
        nodes: {
          what: { kind: 'ask', text: '?', answer: { type: 'text' }, variable: 'said', to: { next: 'meant' } },
          meant: {
            kind: 'understand',
            intents: [{ intent: 'order', label: 'Order' }],
            ambiguous: {},
            to: { order: 'bye', else: 'bye' },
          },
          bye: { kind: 'end', text: '!' },
        },
        variables: { said: { type: 'text' } },
      }
      const ko = `main: { what: { text: "?" }, meant: { intents: { ${named} } }, bye: { text: "!" } }`
      const intents = { order: ['I want to order'] }
      expect(found({ ko }, { intents }, draft)).toEqual([])
      const bot = converse(spoken(draft, { ko }, { language: 'en', intents }), { language: 'ko' }).ignores()
      bot.says('want').hears(/.+/)
      expect(bot.said.at(-1)).toMatchObject({ choices: [{ label: '주문' }, { id: 'none' }] })
    },
  )

  it('[FW2] come along the fallbacks, each as near as it is there', () => {
    const texts = {
      'pt-BR': 'main: { name: { text: Como você se chama? } }',
      pt: 'main: { name: { text: Como te chamas? }, os: { text: "Que sistema usas, {{ name }}?" } }',
      es: 'main: { bye: { text: Adiós. } }',
    }
    const program = spoken(asking, texts, { language: 'en', fallbacks: { 'pt-BR': ['pt', 'es'] } })
    const bot = converse(program, { language: 'pt-BR' }).says('Ada').says('1')
    expect(bot.said.map(({ text, language }) => [text, language])).toEqual([
      ['Como você se chama?', 'pt-BR'],
      ['Que sistema usas, Ada?', 'pt'],
      ['Adiós.', 'es'],
    ])
  })

  it('[FW3] without translations are the same templates as ever', () => {
    const localisation = new Localisation({ name: 't', start: 'main', flows: {}, actions: {} })
    const template = compileTemplate('Hello')
    if ('reason' in template) throw new Error(template.reason)
    const address = { flow: 'main', node: 'a', key: 'text', text: 'Hello', use: 'read' } as const
    const text = localisation.text(address, { ...template, sensitive: false }, 'markdown', noTexts(), () => false)
    expect(text.render).toBe(template.render)
  })

  it('[FW4] are missing where neither the language nor its fallbacks have them', () => {
    expect(found({ ko: whole })).toEqual([])
    const partly = { ko: whole.replace(/ {2}bye.*$/s, ''), 'ko-KP': 'main: { name: { text: 성함은? } }' }
    expect(found(partly)).toMatchObject([
      { code: 'missing-text', severity: 'warning', file: 'texts/ko.yaml', flow: 'main', node: 'bye', field: 'text' },
      { code: 'missing-text', severity: 'warning', file: 'texts/ko-KP.yaml', node: 'bye' },
    ])
    expect(found(partly, { strictTexts: true }).map(({ severity }) => severity)).toEqual(['error', 'error'])
    // The author says that the flow's own will do.
    expect(found(partly, { fallbacks: { ko: ['en'], 'ko-KP': ['ko', 'en'] } })).toEqual([])
  })

  it('[FW4] of a flow that nobody has translated are one problem, and none where the file cannot be read', () => {
    expect(found({ ko: '' })).toMatchObject([
      { code: 'missing-text', file: 'texts/ko.yaml', flow: 'main', words: expect.stringContaining('5 texts') },
    ])
    expect(found({ ko: 'main: [' }).map(({ code }) => code)).toEqual(['broken-texts'])
  })

  it('[FW4] are not missing where there are no words', () => {
    const draft = {
      variables: { name: { type: 'text', default: 'x' } },
      nodes: { hi: { kind: 'say', text: '{{ name }} 👋 42', to: { next: 'bye' } }, bye: { kind: 'end' } },
    } as const
    expect(found({ ko: '' }, {}, draft)).toEqual([])
  })

  it('[FW5] see what their originals see, and nothing else', () => {
    const broken = whole
      .replace('{{ name }}님', '{{ nmae }}님, {{ contact.shoe }}')
      .replace('안녕히 가세요.', '"{{ 안녕 }"')
    expect(found({ ko: broken })).toMatchObject(
      [
        {
          code: 'undeclared-variable',
          severity: 'error',
          file: 'texts/ko.yaml',
          node: 'os',
          field: 'text',
          line: 6,
          words: /"name"/,
        },
        { code: 'unknown-name', severity: 'error', node: 'os', words: /"shoe"/ },
        { code: 'lost-variable', severity: 'warning', node: 'os', words: /"name"/ },
        { code: 'text-syntax', severity: 'error', node: 'bye', line: 11, words: /not Liquid/ },
      ].map(({ words, ...rest }) => ({ ...rest, words: expect.stringMatching(words) })),
    )
  })

  it('[FW5] are sensitive as soon as one of their languages is', () => {
    const texts = { ko: whole.replace('안녕히 가세요.', '"{{ pin }}"') }
    const program = spoken(asking, texts, { language: 'en' })
    const body = program.flows.get('main')?.nodes.get('bye')?.body
    expect(body?.kind === 'end' && body.text?.sensitive).toBe(true)
  })

  it('must be meant for something that is there', () => {
    const texts = `
main:
  nmae: { text: 이름? }
  name: { txt: 이름? }
  os: { answer.choices.android: 안드로이드 }
mian:
  name: { text: 이름? }
words:
  choise: 골라 주세요.
  text_max: "{{ most }}자까지요."
`
    const unknown = found({ ko: texts }).filter(({ code }) => code !== 'missing-text')
    expect(
      unknown.map(({ code, severity, flow, node, field, line }) => [code, severity, flow, node, field, line]),
    ).toEqual([
      ['unknown-text', 'warning', undefined, undefined, 'words.choise', 9],
      ['unknown-name', 'error', undefined, undefined, 'words.text_max', 10],
      ['unknown-text', 'warning', 'main', undefined, undefined, 3],
      ['unknown-text', 'warning', 'main', 'name', 'txt', 4],
      ['unknown-text', 'warning', 'main', 'os', 'answer.choices.android', 5],
      ['unknown-text', 'warning', undefined, undefined, undefined, 7],
    ])
    expect(unknown[2]?.words).toContain('"name"')
    expect(unknown[5]?.words).toContain('"main"')
  })

  it('in the language of the flow files stand in the flow files', () => {
    const [one, ...more] = found({ en: 'main: { name: { text: Name? } }' })
    expect(more).toEqual([])
    expect(one).toMatchObject({ code: 'unknown-text', words: expect.stringContaining('stand in the flow files') })
    const program = spoken(asking, { en: 'main: { name: { text: Name? } }' }, { language: 'en' })
    converse(program).hears('What is your name?')
  })

  it('have languages that exist', () => {
    expect(found({ korean: whole })).toMatchObject([{ code: 'bad-locale', file: 'texts/korean.yaml' }])
    expect(found({ ko: whole }, { language: 'english' })).toMatchObject([
      { code: 'bad-locale', file: 'solution.ts', field: 'language' },
    ])
    const fallbacks = { 'pt-BR': ['pt', 'x'], '?': ['ko'] }
    expect(found({ ko: whole }, { fallbacks })).toMatchObject([
      { code: 'unknown-language', file: 'solution.ts', field: 'fallbacks.pt-BR[0]' },
      { code: 'bad-locale', file: 'solution.ts', field: 'fallbacks.pt-BR[1]' },
      { code: 'bad-locale', file: 'solution.ts', field: 'fallbacks.?' },
    ])
    expect(found({ ko: whole, KO: whole })).toMatchObject([{ code: 'broken-texts', file: 'texts/KO.yaml' }])
  })

  it('of a node that cannot be read are not called unknown', () => {
    const draft = { ...asking, nodes: { ...asking.nodes, os: { kind: 'ask', text: 3 } } }
    expect(found({ ko: whole }, {}, draft).filter(({ file }) => file?.startsWith('texts/'))).toEqual([])
    const syntax = { ...asking, nodes: { ...asking.nodes, bye: { ...bye, text: '{{ x' } } }
    expect(found({ ko: whole }, {}, syntax).map(({ code }) => code)).toEqual(['text-syntax'])
  })

  it('[FC4] give a program or problems, whatever they hold', () => {
    const piece = fc.constantFrom(
      'main',
      'name',
      'text',
      ': ',
      '\n',
      '  ',
      '- ',
      '{{ ',
      ' }}',
      '{% if ',
      '"',
      '*a',
      '안녕',
      '?',
    )
    const yaml = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))
    const text = fc.array(piece, { maxLength: 10 }).map((pieces) => JSON.stringify(pieces.join('')))
    const inPlace = text.map((words) => `main:\n  name:\n    text: ${words}`)
    fc.assert(
      fc.property(fc.oneof(yaml, inPlace), (ko) => {
        const { program, problems } = compiled(asking, { ko })
        expect(program === null).toBe(problems.some(({ severity }) => severity === 'error'))
        for (const { code } of problems) expect(problemCodes).toHaveProperty(code)
      }),
    )
  })
})
