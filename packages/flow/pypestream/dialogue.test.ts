import { describe, expect, it } from 'vitest'
import type { Cells } from './table.ts'
import { ask, flowIn, imported, run, talk } from './testing.ts'

const asset = (asset_type: string, content: object | string, more: Cells = {}): Cells =>
  ask({
    number: '1',
    message: 'Well?',
    asset_type,
    asset: typeof content === 'string' ? content : JSON.stringify(content),
    variable: 'X',
    ...more,
  })
const after: Cells = { number: '2', type: 'D', message: 'Got {X}.' }
const other: Cells = { number: '3', type: 'D', message: 'Other.' }
const buttons = (
  type: string,
  more: Cells = {},
  options: readonly object[] = [
    { label: 'One', dest: 2 },
    { label: 'Two', dest: '3' },
  ],
): Cells => asset(type, { type: 'static', options }, { nlu_disabled: '', next_nodes: '', ...more })

describe('a question with buttons', () => {
  it('[FY9] [FY10] goes where the button leads, and its global holds what it says', () => {
    const rows = [{ ...buttons('button'), asset: '<<far fa-check>> One~2\n| Two ~ 3' }, after, other]
    expect(talk(rows).said[0]).toMatchObject({
      text: 'Well?',
      style: 'buttons',
      choices: [{ label: 'One' }, { label: 'Two' }],
    })
    talk(rows).picks('one').hears('Well?').hears('Got One.')
    expect(talk(rows).says('two').hears('Well?').hears('Other.').variable('x')).toBe('Two')
  })

  it.each([
    ['buttons', 'buttons'],
    ['quick_reply', 'quick-replies'],
    ['listpicker', 'list'],
    ['imagebutton', 'tiles'],
  ])('[FY9] of type %s is shown as %s', (type, style) => {
    const options = [
      {
        label: 'One',
        dest: 2,
        description: 'First',
        image: 'https://a.example.com/1.png',
        url: 'https://a.example.com/',
      },
    ]
    const bot = talk([buttons(type, {}, options), after])
    const { dest: _dest, ...shown } = options[0] ?? {}
    expect(bot.said[0]).toMatchObject({ style, choices: [{ id: 'one', ...shown }] })
    bot.says('one').hears('Well?').hears('Got One.')
  })

  it('[FY9] is shown on cards', () => {
    const card = (title: string, dest: number) => ({
      title,
      description: 'A bike',
      image: 'https://a.example.com/b.png',
      buttons: [
        { label: 'Take', dest },
        { label: 'More', url: 'https://a.example.com' },
      ],
    })
    const rows = [
      asset(
        'carousel',
        { type: 'static', options: [card('City', 2), card('Cargo', 3)] },
        { nlu_disabled: '', next_nodes: '' },
      ),
      after,
      other,
    ]
    expect(talk(rows).said[0]).toMatchObject({
      kind: 'carousel',
      cards: [{ title: 'City', text: 'A bike' }, { title: 'Cargo' }],
    })
    talk(rows).says('Cargo').hears('Well?').hears('Other.')
  })

  it('[FY9] takes several where it may, and its global holds what they say', () => {
    const rows = [buttons('listpicker', { behaviors: 'multiple_choice', next_nodes: '2' }), after, other]
    expect(talk(rows).says('two, one').hears('Well?').hears('Got One, Two.').variable('x')).toEqual(['One', 'Two'])
  })

  it('[FY9] takes other words only where the text box is not hidden', () => {
    const understood: Cells = { number: '1800', type: 'D', message: 'What?', intent: 'out_of_scope' }
    talk([buttons('button', { behaviors: 'disable_input', asset: 'One~2' }), after, understood])
      .says('hm')
      .hears('Well?')
      .hears(/pick one/)
      .says('one')
      .hears('Got One.')
    talk([buttons('button', { asset: 'One~2' }), after, understood])
      .says('hm')
      .hears('Well?')
      .hears('What?')
    const typed = [buttons('button', { asset: 'One~2', nlu_disabled: '1' }), after]
    expect(talk(typed).says('hm').hears('Well?').hears('Got hm.').variable('x')).toBe('hm')
  })

  it('[FY9] tells labels apart that are only signs, and refuses two that say the same', () => {
    const rows = [buttons('button', { asset: '👍~2|👎~3' }), after, other]
    expect(talk(rows).said[0]).toMatchObject({ choices: [{ label: '👍' }, { label: '👎' }] })
    talk(rows).says('👎').hears('Well?').hears('Other.')
    expect(imported([buttons('button', { asset: 'A~2|a~3' }), after, other])).toMatchObject({
      files: null,
      problems: [{ place: { node: '1' } }],
    })
    expect(imported([buttons('button', { asset: 'A~2|A~2' }), after])).toMatchObject({
      problems: [{ code: 'pypestream-lost' }],
    })
  })

  it('says so when it waits although no answer is required', () => {
    expect(imported([buttons('button', { asset: 'A~2', answer_required: '' }), after]).problems).toMatchObject([
      { code: 'pypestream-lost', severity: 'warning' },
    ])
  })
})

describe('a question that takes words', () => {
  const orders: Cells = { number: '4', type: 'D', message: 'An order.', intent: 'order' }
  const helps: Cells = { number: '5', type: 'D', message: 'Help.', intent: 'help me!' }
  const lost: Cells = { number: '6', type: 'D', message: 'What?', intent: 'out_of_scope' }
  const phrases = { order: ['I want to order'], help_me_: ['help me please'] }

  it('[FY9] goes where the intent leads, otherwise to the next node, otherwise to what nobody understood', () => {
    const words = (cells: Cells) => [
      { number: '1', type: 'D', message: 'Well?', answer_required: '1', ...cells },
      after,
      orders,
      helps,
      lost,
    ]
    const hear = (cells: Cells, said: string) =>
      talk(words({ variable: 'X', ...cells }), {}, { phrases })
        .says(said)
        .hears('Well?')
        .said.at(-1)?.text
    expect(hear({}, 'i want to order')).toBe('An order.')
    expect(hear({}, 'Help me, please')).toBe('Help.')
    expect(hear({}, 'umbrella')).toBe('What?')
    expect(hear({ next_nodes: '2' }, 'umbrella')).toBe('Got umbrella.')
    expect(hear({ next_nodes: '4|2' }, 'I want to order')).toBe('An order.')
    expect(hear({ next_nodes: '2', nlu_disabled: '1' }, 'I want to order')).toBe('Got I want to order.')
  })

  it('[FY9] leads to one node that understands for all rows that go nowhere else', () => {
    const rows = ['1', '7', '8'].map((number): Cells => ({ number, type: 'D', message: 'Well?', answer_required: '1' }))
    const flow = flowIn([...rows, orders, lost])
    expect(Object.values(flow.nodes).filter(({ kind }) => kind === 'understand')).toHaveLength(1)
    expect(flow.nodes.understand).toMatchObject({ to: { order: 'node_4', else: 'node_6' } })
  })

  it('[FY9] is asked again where nothing is understood and no row takes that', () => {
    talk([{ number: '1', type: 'D', message: 'Well?', answer_required: '1' }])
      .says('x')
      .hears('Well?')
      .hears('Well?')
  })

  it('is secret with secure, and so is what it is copied to', () => {
    const flow = flowIn([
      ask({ number: '1', variable: 'X', behaviors: 'secure', next_nodes: '2' }),
      run('AssignVariable', { set: { Y: '{X}', Z: 'z' } }, { number: '2', variable: 'Y,Z' }),
    ])
    expect(flow.variables).toMatchObject({ x: { sensitive: true }, y: { sensitive: true }, z: { type: 'text' } })
    expect(flow.variables?.z?.sensitive).toBeUndefined()
  })

  it('keeps the answer in all globals of the row', () => {
    const bot = talk([ask({ number: '1', variable: 'X,Y', next_nodes: '2' }), after]).says('a')
    expect([bot.variable('x'), bot.variable('y')]).toEqual(['a', 'a'])
  })
})

describe('an asset', () => {
  it('asks for a day and a time, with its own words', () => {
    talk([asset('datepicker', { type: 'static', message: 'When?' }, { message: '', next_nodes: '2' }), after])
      .says('3 May 2027')
      .hears('When?')
      .hears('Got 2027-05-03.')
    talk([asset('timepicker', { type: 'static', message: 'When?' }, { message: '', next_nodes: '2' }), after])
      .says('9:30 am')
      .hears('When?')
      .hears('Got 09:30.')
  })

  it('takes a file, or none', () => {
    const rows = [asset('file_upload', { type: 'action_node', cancel_label: 'Skip' }, { next_nodes: '2' }), after]
    const upload = { id: 'file_1', name: 'a.png', type: 'image/png', size: 1 } as const
    talk(rows)
      .sends({ kind: 'file', file: upload.id, uploads: [upload] })
      .hears('Well?')
      .hears('Got a.png.')
    talk(rows).says('Skip').hears('Well?').hears('Got .')
  })

  it('shows a page, and waits for what it posts back where an answer is required', () => {
    const page = 'Open~https://a.example.com/p?name={X}&height=300'
    const rows = [
      run('AssignVariable', { X: 'A&B' }, { number: '1', variable: 'X', routes: 'true~2|error~999' }),
      { ...asset('webview', page, { behaviors: 'inline' }), number: '2', variable: '' },
    ]
    expect(talk(rows).said[0]).toMatchObject({
      web_view: { url: 'https://a.example.com/p?name=A%26B&height=300', label: 'Open', inline: true, height: 300 },
    })
    talk(rows)
      .sends({ kind: 'form', form: { a: 1 } })
      .hears('Well?')
      .hears('Bye.')
    const shown = [{ ...asset('webview', '~https://a.example.com'), answer_required: '', variable: '' }]
    talk(shown).hears('Well?').hears('Bye.')
  })

  it.each([
    ['a list', ['One', 'Two']],
    ['an asset', { type: 'static', options: [{ label: 'One', dest: 2 }, { label: 'Two' }] }],
    ['the text of a list', '["One","Two"]'],
    ['the text of an asset', '{"options":[{"label":"One"},{"label":"Two"}]}'],
  ])('takes %s out of a script', (_, list) => {
    for (const content of ['{1*list}', '{"type":"dynamic","source_node":1,"source_var":"list"}']) {
      const rows = [
        run('List', {}, { number: '1', output: 'success,list', routes: 'true~2|error~999' }),
        { ...asset('listpicker', content, { next_nodes: '3' }), number: '2' },
        { ...after, number: '3' },
      ]
      const bot = talk(rows).actionEnds('success', { success: 'true', list })
      expect(bot.said[0]).toMatchObject({ choices: [{ label: 'One' }, { label: 'Two' }] })
      bot.says('two').hears('Well?').hears('Got Two.')
    }
  })

  it('takes several out of a list', () => {
    const rows = [
      run('List', {}, { number: '1', output: 'success,list', routes: 'true~2|error~999' }),
      { ...asset('selection', '{1*list}', { next_nodes: '3', behaviors: 'multiple_choice' }), number: '2' },
      { ...after, number: '3' },
    ]
    talk(rows)
      .actionEnds('success', { success: 'true', list: ['One', 'Two'] })
      .says('1, 2')
      .hears('Well?')
      .hears('Got One, Two.')
  })
})

describe('what a row says', () => {
  it('puts globals in, keeps icons where nobody sees them, and takes braces literally', () => {
    const rows = [
      run('AssignVariable', { X: 'a*b' }, { number: '1', variable: 'X', routes: 'true~2|error~999' }),
      { number: '2', type: 'D', message: '<<far fa-check>> {X} {{X}} {%y {1} **bold**' },
    ]
    talk(rows).hears(' a\\*b {a\\*b} {%y {1} **bold**')
  })

  it('hands over with a skill, and ends', () => {
    const bot = talk([
      { number: '1', type: 'D', message: 'One moment.', behaviors: 'xfer_to_agent', skill_tag: 'repairs' },
    ]).hears('One moment.')
    expect(bot.handOvers).toMatchObject([{ skill: 'repairs' }])
    expect(bot.handOverEnds().status).toBe('ended')
  })

  it('runs the crash hook when a script fails that does not say what then', () => {
    const rows = [
      run('Any', {}, { number: '1', routes: 'true~666' }),
      run('AssignVariable', { X: 'y' }, { number: '-500', routes: 'true~7|error~7', variable: 'X' }),
      { number: '7', type: 'D', message: 'Crashed.' },
    ]
    talk(rows).actionFails('thrown').hears('Crashed.')
    expect(talk(rows.slice(0, 1)).actionFails('thrown').status).toBe('ended')
  })
})
