import { describe, expect, it } from 'vitest'
import { bye, problems, program } from '../fixtures/flow.ts'
import type { Content } from '../message.ts'
import { plainOf } from '../plain.ts'
import { newState, step } from '../step.ts'
import { converse } from '../testing.ts'
import type { Value } from '../value.ts'

const say = (content: object, text = 'Look, {{ who }}') => ({
  variables: { who: { type: 'text' }, address: { type: 'text' }, place: { type: 'json' } },
  nodes: { hi: { kind: 'say', text, content, to: { next: 'bye' } }, bye },
})

function shown(
  content: object,
  variables: { readonly [name: string]: Value } = {},
  text?: string,
): Content | undefined {
  const bot = converse(program(say(content, text)), { variables: { who: 'Ada', ...variables } })
  return bot.said.length > 1 ? bot.said[0] : undefined
}

const file = 'https://shop.example.com/price list.pdf'

describe('what a say node shows', () => {
  it.each([
    [
      { type: 'image', url: 'https://a.example.com/{{ who }}.png', alt: 'Picture of {{ who }}' },
      { kind: 'image', image: { url: 'https://a.example.com/Ada.png', alt: 'Picture of Ada' } },
      'Picture of Ada: https://a.example.com/Ada.png',
    ],
    [
      { type: 'video', url: 'https://a.example.com/a.mp4', title: 'Tour', poster: 'https://a.example.com/a.jpg' },
      {
        kind: 'video',
        video: { url: 'https://a.example.com/a.mp4', title: 'Tour', poster: 'https://a.example.com/a.jpg' },
      },
      'Tour: https://a.example.com/a.mp4',
    ],
    [
      { type: 'file', url: file, name: '{{ address }}', media_type: 'application/pdf', size: 900 },
      {
        kind: 'file',
        file: {
          url: 'https://shop.example.com/price%20list.pdf',
          name: 'price%20list.pdf',
          type: 'application/pdf',
          size: 900,
        },
      },
      'price%20list.pdf: https://shop.example.com/price%20list.pdf',
    ],
    [
      { type: 'link', url: 'tel:+442079460000', label: 'Call us' },
      { kind: 'link', link: { url: 'tel:+442079460000', label: 'Call us' } },
      'Call us: tel:+442079460000',
    ],
    [
      { type: 'web-view', url: 'http://localhost:8080/x', inline: true, height: 300 },
      { kind: 'web-view', web_view: { url: 'http://localhost:8080/x', label: 'localhost', inline: true, height: 300 } },
      'localhost: http://localhost:8080/x',
    ],
    [
      { type: 'location', latitude: 52.52, longitude: 'place.lng', name: 'Shop', address: '1 High Street' },
      { kind: 'location', location: { latitude: 52.52, longitude: 13.4, name: 'Shop', address: '1 High Street' } },
      'Shop, 1 High Street (52.52, 13.4)',
    ],
    [
      {
        type: 'carousel',
        cards: [
          { title: 'One', text: 'First', choices: [{ label: 'More', url: 'https://a.example.com/1' }] },
          { title: 'Two' },
        ],
      },
      {
        kind: 'carousel',
        cards: [
          { title: 'One', text: 'First', choices: [{ label: 'More', url: 'https://a.example.com/1' }] },
          { title: 'Two', choices: [] },
        ],
        choices: [],
      },
      'One – First\nMore: https://a.example.com/1\nTwo',
    ],
    [
      { type: 'buttons', choices: [{ label: 'Mail us', url: 'mailto:help@example.com' }] },
      {
        kind: 'choices',
        choices: [{ id: 'link_1', label: 'Mail us', url: 'mailto:help@example.com' }],
        style: 'buttons',
      },
      'Mail us: mailto:help@example.com',
    ],
  ])('[FN1] [FO4] is %j', (content, expected, plain) => {
    const given = shown(content, { place: { lng: 13.4 } })
    expect(given).toEqual({ text: 'Look, Ada', ...expected })
    expect(given && plainOf(given)).toBe(`Look, Ada\n${plain}`)
  })

  it('[FO4] is sent without words too', () => {
    expect(shown({ type: 'image', url: 'https://a.example.com/a.png', alt: '' }, {}, '')).toMatchObject({ text: '' })
  })

  it.each([
    'javascript:alert(1)',
    'http://a.example.com/',
    'https://me:secret@a.example.com/',
    '//a',
    '',
    ' ',
    `https://a.example.com/${'x'.repeat(3000)}`,
  ])('[FO1] leaves the words alone where the address is %j', (address) => {
    for (const type of ['image', 'video', 'file', 'link', 'web-view']) {
      const content = { type, url: '{{ address }}', alt: 'x', title: 'x', name: 'x', label: 'x' }
      const members: { readonly [type: string]: readonly string[] } = {
        image: ['alt'],
        video: ['title'],
        file: ['name'],
        link: ['label'],
        'web-view': ['label'],
      }
      const kept = Object.entries(content).filter(([name]) => ['type', 'url', ...(members[type] ?? [])].includes(name))
      expect(shown(Object.fromEntries(kept), { address })).toEqual({ kind: 'text', text: 'Look, Ada' })
    }
    expect(shown({ type: 'buttons', choices: [{ label: 'x', url: '{{ address }}' }] }, { address })).toEqual({
      kind: 'text',
      text: 'Look, Ada',
    })
  })

  it('[FO1] leaves the words alone where a place is nowhere', () => {
    const content = { type: 'location', latitude: 'place.lat', longitude: '13', name: 'Shop' }
    for (const lat of [91, 'x', null]) expect(shown(content, { place: { lat } })).toMatchObject({ kind: 'text' })
    expect(shown(content, {})).toMatchObject({ kind: 'text' })
  })

  it('[FS12] is sensitive when its address or label uses a sensitive variable', () => {
    const draft = say({ type: 'link', url: 'https://a.example.com/{{ who }}', label: 'x' }, 'Look')
    const secret = { ...draft, variables: { who: { type: 'text', sensitive: true } } }
    const marked = (flow: Parameters<typeof program>[0]) => {
      const compiled = program(flow)
      const started = { kind: 'started', contact: { id: 'c' }, variables: { who: 'x' }, page: null } as const
      const { effects } = step(compiled, newState(compiled), { ...started, at: 0, random: 0 })
      return effects.flatMap((effect) => (effect.kind === 'send' ? [effect.sensitive] : []))
    }
    expect(marked(secret)).toEqual([true, false])
    expect(marked(draft)).toEqual([false, false])
  })

  it('refuses what cannot be shown', () => {
    expect(problems(say({ type: 'location', latitude: 91, longitude: 0 }))).toMatchObject([{ code: 'wrong-shape' }])
    expect(problems(say({ type: 'hologram' }))).toMatchObject([{ code: 'wrong-shape' }])
  })
})
