import { describe, expect, it } from 'vitest'
import type { ChannelName } from '../channels.ts'
import { compile } from '../compile.ts'

const bye = { kind: 'end' }

function found(nodes: object, channels: readonly ChannelName[], texts: { readonly [language: string]: string } = {}) {
  const text = JSON.stringify({
    format: 1,
    start: Object.keys(nodes)[0],
    variables: { x: { type: 'json', default: 'a' } },
    nodes: { ...nodes, bye },
  })
  const { problems, program } = compile({
    name: 's',
    start: 'main',
    flows: { main: { file: 'f', text } },
    texts: Object.fromEntries(
      Object.entries(texts).map(([language, yaml]) => [language, { file: `texts/${language}.yaml`, text: yaml }]),
    ),
    fallbacks: Object.fromEntries(Object.keys(texts).map((language) => [language, ['en']])),
    actions: {},
    channels,
  })
  expect(program).not.toBeNull()
  return problems.map(
    ({ code, place, reason }) =>
      `${code} ${place.file === 'f' ? place.node : place.file} ${place.field ?? ''} ${reason}`,
  )
}

const say = (text: string, content?: object) => ({ hi: { kind: 'say', text, content, to: { next: 'bye' } } })
const ask = (answer: object) => ({ pick: { kind: 'ask', text: '?', answer, variable: 'x', to: { next: 'bye' } } })
const choices = (count: number, label = (at: number) => `Choice ${at}`) =>
  Array.from({ length: count }, (_, at) => ({ id: `c${at}`, label: label(at) }))

describe('what channels cannot show', () => {
  it('[FC12] are texts that are too long, without what is put in', () => {
    expect(found(say('x'.repeat(2001)), ['web', 'whatsapp'])).toEqual([])
    expect(found(say('x'.repeat(2001)), ['messenger', 'sms'])).toEqual([
      'channel-limit hi text messenger takes 2000 characters in a message, and this has at least 2001.',
      'channel-limit hi text sms takes 1530 characters in a message, and this has at least 2001.',
    ])
    expect(found(say(`${'x'.repeat(1500)}{{ x | default: '${'y'.repeat(500)}' }}`), ['sms'])).toEqual([])
    expect(found(say('x'.repeat(5000)), [])).toEqual([])
  })

  it('[FC12] are translations that are too long', () => {
    const ko = `main:\n  hi:\n    text: ${'가'.repeat(1600)}\n`
    expect(found(say('Hello'), ['sms'], { ko })).toEqual([
      'channel-limit texts/ko.yaml text sms takes 1530 characters in a message, and this has at least 1600.',
    ])
  })

  it('[FC12] are labels and numbers of choices', () => {
    const long = choices(2, (at) => `A label that is too long ${at}`)
    expect(found(ask({ type: 'choice', choices: long }), ['whatsapp', 'sms', 'web'])).toEqual([
      'channel-limit pick answer.choices[0].label whatsapp shows 20 characters of a label, and this has 26.',
      'channel-limit pick answer.choices[1].label whatsapp shows 20 characters of a label, and this has 26.',
    ])
    expect(found(ask({ type: 'choice', choices: choices(11) }), ['whatsapp', 'messenger', 'sms'])).toEqual([
      'channel-limit pick answer whatsapp shows 10 choices, and these are 11.',
    ])
    expect(found(ask({ type: 'choices', choices: choices(10) }), ['whatsapp'])).toEqual([])
    const cards = Array.from({ length: 11 }, (_, at) => ({ title: `Card ${at}` }))
    expect(found(say('Look', { type: 'carousel', cards }), ['messenger'])).toEqual([
      'channel-limit hi content messenger shows 10 cards, and these are 11.',
    ])
  })

  it('[FC12] are kinds of message, told once', () => {
    const place = (next: string) => ({
      kind: 'say',
      text: '',
      content: { type: 'location', latitude: 1, longitude: 2 },
      to: { next },
    })
    const nodes = { a: place('b'), b: place('c'), c: place('d'), d: place('bye') }
    expect(found(nodes, ['whatsapp', 'web'])).toEqual([])
    expect(found(nodes, ['sms', 'web'])).toEqual([
      'channel-plain a  sms shows no location: what "a", "b", "c" and 1 more show is said in words there.',
    ])
    expect(found(ask({ type: 'choice', choices: choices(2) }), ['sms'])).toEqual([])
  })
})
