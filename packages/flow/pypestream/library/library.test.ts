import { describe, expect, it } from 'vitest'
import type { Value } from '../../value.ts'
import type { Cells } from '../table.ts'
import { flowIn, imported, run, talk } from '../testing.ts'

const globals = 'A,B,C,FIRST_NAME,LAST_NAME'
const values = [
  'true',
  'false',
  'error',
  'all',
  'some',
  'none',
  'stop',
  'continue',
  'repair',
  'genderequality',
  'ios',
  'mobile',
  'other',
  'open',
]

/** What the row routes to: one end for each value, which says it. */
function ends(routed: readonly string[]): readonly Cells[] {
  return routed.map((value, index) => ({ number: String(100 + index), type: 'D', message: value }))
}

/** The value by which a command leaves, and the variables then. */
function outcome(
  command: string,
  parameters: object,
  variables: { readonly [name: string]: Value } = {},
  routed: readonly string[] = values,
  page?: { readonly url: string },
): { readonly said: string; readonly variables: { readonly [name: string]: Value } } {
  const routes = routed.map((value, index) => `${value}~${100 + index}`).join('|')
  const rows = [run(command, parameters, { number: '1', routes, variable: globals }), ...ends(routed)]
  const bot = talk(rows, { variables, at: '2026-03-02T10:00:00Z', ...(page === undefined ? {} : { page }) })
  expect(bot.runs).toEqual([])
  return { said: bot.said.map(({ text }) => text).join(), variables: bot.state.variables }
}

describe('a command that nodes can say', () => {
  it.each<[string, object, { readonly [name: string]: Value }, string]>([
    ['VarCheck', { global_vars: 'A' }, { a: 'x' }, 'true'],
    ['VarCheck', { global_vars: 'A' }, {}, 'false'],
    ['VarCheck', { global_vars: 'A' }, { a: 'None' }, 'false'],
    ['VarCheck', { global_vars: 'A', check_value: 'x' }, { a: 'x' }, 'true'],
    ['VarCheck', { A: 'x', B: '{C}' }, { a: 'x', b: 'y', c: 'y' }, 'true'],
    ['VarCheck', { A: 'x', B: '{C}' }, { a: 'x', b: 'y' }, 'false'],
    ['MultiVarCheck', { global_vars: 'A,B' }, { a: 'x', b: 'y' }, 'all'],
    ['MultiVarCheck', { global_vars: ['A', '{B}'] }, { b: 'y' }, 'some'],
    ['MultiVarCheck', { global_vars: 'A,B' }, {}, 'none'],
    ['CheckIfGlobalVarsEqual', { global_vars: 'A,B' }, { a: 'x', b: 'x' }, 'true'],
    ['CheckIfGlobalVarsEqual', { global_vars: 'A,B' }, {}, 'false'],
    [
      'MatchRouting',
      { global_vars: 'A', input_vars: 'repair,Gender Equality' },
      { a: 'gender-EQUALITY!' },
      'genderequality',
    ],
    ['MatchRouting', { global_vars: 'A', input_vars: 'repair' }, { a: 'a repair' }, 'false'],
    ['MatchRouting', { global_vars: 'A' }, { a: 'Repair' }, 'repair'],
    ['MultiMatchRouting', { global_vars: 'A,B', input_vars: 'repair' }, { b: 'repair' }, 'repair'],
    ['MultiMatchRoutingContains', { global_vars: 'A', input_vars: 'repair' }, { a: 'I need a repair.' }, 'repair'],
    ['MultiMatchRoutingContains', { global_vars: 'A', input_vars: 'repair' }, { a: 'repairs' }, 'false'],
    ['SysMultiMatchRouting', { global_vars: 'A', input_vars: 'ios,repair' }, { a: 'a repair of ios' }, 'ios'],
    ['SysMultiMatchRouting', { global_vars: 'A', check_var: true }, { a: 'x' }, 'true'],
    ['ValidateEmail', { global_vars: 'A' }, { a: ' Ada@Example.com' }, 'true'],
    ['ValidateEmail', { global_vars: 'A' }, { a: 'ada@example' }, 'false'],
    ['ValidateEmail', { global_vars: 'A' }, {}, 'false'],
    ['ValidateRegex', { global_vars: 'A', regex: '^[A-Z]{2}[0-9]+$' }, { a: 'AB12' }, 'true'],
    ['ValidateRegex', { global_vars: 'A', regex: '^[A-Z]{2}[0-9]+$' }, { a: 'AB' }, 'false'],
    ['DateTimeRouting', { time_zone: 'Europe/London', start: '9:00', end: '5 pm' }, {}, 'true'],
    ['DateTimeRouting', { time_zone: 'America/New_York', start: '9', end: '17' }, {}, 'false'],
    ['UserPlatformRouting', {}, { user_platform: 'ios' }, 'ios'],
    ['UserPlatformRouting', {}, { user_platform: 'android' }, 'mobile'],
    ['UserPlatformRouting', {}, {}, 'other'],
    ['GetFirstUserMessage', { global_vars: 'A' }, { first_message: 'hi' }, 'true'],
    ['GetFirstUserMessage', { global_vars: 'A' }, {}, 'false'],
  ])('[FY11] %s %j with %j is %s', (command, parameters, variables, value) => {
    expect(outcome(command, parameters, variables).said).toBe(value)
  })

  it.each<[string, object, { readonly [name: string]: Value }, { readonly [name: string]: Value }]>([
    ['SysAssignVariable', { set: { A: 'x {B}', C: '{B}' } }, { b: 'y' }, { a: 'x y', c: 'y' }],
    ['AssignVariable', { set: { A: 'x {B}', C: '{B}' } }, { c: 'z' }, { a: 'x None', c: null }],
    ['AssignVariable', { A: 5, B: true }, {}, { a: '5', b: 'true' }],
    ['SetVar', { var_name: 'A', value: 'x' }, {}, { a: 'x' }],
    ['SetVar', { global_vars: 'A,B', values: 'x,y' }, {}, { a: 'x', b: 'y' }],
    ['MathOperation', { operation: 'add', num1: '{A}', num2: '2', result_var: 'B' }, { a: '1.5' }, { b: '3.5' }],
    ['MathOperation', { operation: 'divide', global_vars: 'A,B', output_var: 'C' }, { a: '9', b: '2' }, { c: '4.5' }],
    ['VariableReset', { global_vars: 'A,B' }, { a: 'x', b: 'y', c: 'z' }, { a: null, b: null, c: 'z' }],
    ['FormatPhone', { global_vars: 'A' }, { a: '+1 555.123.4567' }, { a: '(555) 123-4567' }],
    ['FormatPhone', { global_vars: 'A', format: '###-###-####' }, { a: '5551234567' }, { a: '555-123-4567' }],
    ['FormatPhone', { global_vars: 'A' }, { a: '12' }, { a: '12' }],
    ['ParseFullName', { full_name: 'A' }, { a: ' Ada  King Lovelace ' }, { first_name: 'Ada', last_name: 'Lovelace' }],
    ['ParseFullName', { full_name: 'A' }, { a: 'Ada' }, { first_name: 'Ada', last_name: '' }],
    [
      'SysShowMetadata',
      { assign_metadata_vars: { chat_id: 'A' }, passthrough_mapping: { plan: 'B' } },
      { plan: 'pro' },
      { a: 'conv_test', b: 'pro' },
    ],
  ])('[FY11] %s %j with %j leaves %j', (command, parameters, variables, after) => {
    expect(outcome(command, parameters, variables, ['true', 'error'])).toMatchObject({ said: 'true', variables: after })
  })

  it('[FY11] strips a phone number that is one', () => {
    const stripped = (a: string) => outcome('ValidatePhoneAndReturnStripped', { global_vars: 'A' }, { a })
    expect(stripped('(555) 123-4567')).toMatchObject({ said: 'true', variables: { a: '5551234567' } })
    expect(stripped('+44 20 7946 0000')).toMatchObject({ said: 'true', variables: { a: '+442079460000' } })
    expect(stripped('12')).toMatchObject({ said: 'false', variables: { a: '12' } })
  })

  it('[FY11] counts to a limit', () => {
    const count = (a: string | null) => outcome('LimitCounter', { global_vars: 'A', limit: 3 }, a === null ? {} : { a })
    expect(count(null)).toMatchObject({ said: 'continue', variables: { a: '1' } })
    expect(count('1')).toMatchObject({ said: 'continue', variables: { a: '2' } })
    expect(count('2')).toMatchObject({ said: 'stop', variables: { a: '3' } })
  })

  it('[FY11] looks at the page', () => {
    const on = (url: string) => outcome('CheckLastURL', { url: '/shop,/cart' }, {}, ['true', 'false'], { url }).said
    expect([on('https://a.example/cart'), on('https://a.example/')]).toEqual(['true', 'false'])
  })

  it('[FY11] returns to a node that was remembered', () => {
    const rows: readonly Cells[] = [
      run('SaveNode', { global_vars: 'A' }, { number: '1', routes: 'true~2|error~999', variable: 'A' }),
      { number: '2', type: 'D', message: 'Here we were.', answer_required: '1', nlu_disabled: '1', next_nodes: '3' },
      run('AssignVariable', { set: { A: '2' } }, { number: '3', routes: 'true~4|error~999' }),
      run('NodeReturn', { global_vars: 'A' }, { number: '4', routes: 'true~666|error~999' }),
    ]
    talk(rows).hears('Here we were.').says('x').hears('Here we were.')
  })

  it('[FY11] makes lists, menus and scales', () => {
    const rows: readonly Cells[] = [
      run('SetPersistentMenu', { options: 'Start over~1|Help~5' }, { number: '1', routes: 'true~2|error~999' }),
      run(
        'SelectionGenerator',
        { options: ['Red', { label: 'Blue' }] },
        { number: '2', output: 'success,colours', routes: 'true~3|error~999' },
      ),
      {
        number: '3',
        type: 'D',
        message: 'Colour?',
        asset_type: 'selection',
        asset: '{2*colours}',
        answer_required: '1',
        nlu_disabled: '1',
        next_nodes: '4',
        variable: 'A',
      },
      run('StarRatingSetup', { stars: 3 }, { number: '4', output: 'success,stars', routes: 'true~5|error~999' }),
      {
        number: '5',
        type: 'D',
        message: 'How was {A}?',
        asset_type: 'star_rating',
        asset: '{4*stars}',
        answer_required: '1',
        nlu_disabled: '1',
        next_nodes: '666',
      },
    ]
    const bot = talk(rows)
    expect(bot.menu).toEqual(['Start over', 'Help'])
    bot
      .hears('Colour?')
      .says('blue')
      .hears('How was Blue?')
      .says('4')
      .hears(/from 1 to 3/)
      .says('3')
      .hears('Bye.')
    expect(talk(rows).picks('menu.help_2').hears('Colour?').hears('How was ?').status).toBe('waiting')
  })

  it('[FY11] reads what a page posted back', () => {
    const rows: readonly Cells[] = [
      {
        number: '1',
        type: 'D',
        asset_type: 'webview',
        asset: 'Open~https://a.example.com/form',
        answer_required: '1',
        nlu_disabled: '1',
        next_nodes: '2',
      },
      run(
        'EventsToGlobalVariableValues',
        { mapping: { street: 'A', Town: 'B' } },
        { number: '2', routes: 'true~3|false~666|error~999', variable: 'A,B' },
      ),
      { number: '3', type: 'D', message: '{A}, {B}' },
    ]
    talk(rows)
      .sends({ kind: 'form', form: { street: '1 High Street', Town: 'York' } })
      .hears('')
      .hears('1 High Street, York')
    talk(rows).sends({ kind: 'form', form: {} }).hears('').hears('Bye.')
  })
})

describe('a command whose parameters say nothing that nodes could', () => {
  it.each<[string, object]>([
    ['SysAssignVariable', {}],
    ['VarCheck', { unheard: 'of' }],
    ['MathOperation', { operation: 'power', num1: 1, num2: 2, result_var: 'A' }],
    ['LimitCounter', { global_vars: 'A', limit: 'many' }],
    ['ValidateRegex', { global_vars: 'A', regex: '(?<=x)y' }],
    ['DateTimeRouting', { time_zone: 'Nowhere/Land', start: '9', end: '5' }],
    ['ParseFullName', {}],
    ['SetPersistentMenu', { options: [{ label: 'X', dest: 77 }] }],
    ['SelectionGenerator', {}],
    ['GoBack', {}],
  ])('[FY11] %s %j is a script to be written', (command, parameters) => {
    const { files, problems, counts } = imported([run(command, parameters, { number: '1', variable: 'A' })])
    expect(counts.stubs).toBe(1)
    expect(files?.[`actions/${command}.py`]).toContain(`class ${command}:`)
    expect(files?.['TODO.md']).toContain(`actions/${command}.py`)
    expect(problems).toMatchObject([{ code: 'pypestream-script', severity: 'warning', place: { node: '1' } }])
  })

  it('[FY11] is run by the script that Parley brings, or by the one that is given', () => {
    const rows = [run('SysSetEnv', { set_env_as: 'A' }, { number: '1', variable: 'A' })]
    expect(imported(rows)).toMatchObject({ problems: [], counts: { stubs: 0 } })
    expect(imported(rows).files?.['actions/SysSetEnv.py']).toContain("context['env']")
    expect(imported(rows, { scripts: { SysSetEnv: 'mine' } }).files?.['actions/SysSetEnv.py']).toBe('mine')
  })

  it('[FY10] gets what nobody set as None, and answers by number', () => {
    const rows: readonly Cells[] = [
      {
        number: '1',
        type: 'D',
        message: 'File?',
        asset_type: 'file_upload',
        asset: '{"type":"action_node","cancel_label":"Skip"}',
        answer_required: '1',
        nlu_disabled: '1',
        next_nodes: '2',
      },
      run(
        'Store',
        { to: '{A}', deep: { list: ['x', '{B}', 1, true, null] }, A: 'own' },
        { number: '2', node_input: 'file:1', variable: 'A,B', routes: 'done~666|error~999' },
      ),
    ]
    const bot = talk(rows, { variables: { a: 'x' } }).says('skip')
    expect(bot.runs[0]?.input).toEqual({
      to: 'x',
      deep: { list: ['x', 'None', 1, true, null] },
      A: 'own',
      B: 'None',
      file: 'cancel',
    })
    bot.actionEnds('done', { success: 'done', B: 'set' }).hears('File?').hears('Bye.')
    expect(bot.variable('b')).toBe('set')
    expect(flowIn(rows).nodes.node_2).toMatchObject({ kind: 'action', decision: 'success' })
  })
})
