import { describe, expect, it } from 'vitest'
import { type Cells, writeTable } from './table.ts'
import { ask, imported, run } from './testing.ts'

const start: Cells = { number: '1', type: 'D', name: 'Start', next_nodes: '666' }

describe('what is wrong with a row', () => {
  it.each<[string, Cells, string, string]>([
    [
      'two children without NLU',
      { type: 'D', nlu_disabled: '1', next_nodes: '1|666', answer_required: '1' },
      'NLU Disabled?',
      'when NLU Disabled? is set, the node can only have one child',
    ],
    [
      'two buttons without NLU',
      { type: 'D', nlu_disabled: '1', asset_type: 'button', asset: 'A~1|B~666', answer_required: '1' },
      'NLU Disabled?',
      'when NLU Disabled? is set, the node can only have one child',
    ],
    [
      'a decision that is no output',
      run('Any', {}, { decision: 'valid' }),
      'Decision Variable',
      'proposed dir_field is not an element of the proposed payload',
    ],
    [
      'a decision of a dialogue node',
      { type: 'D', decision: 'success' },
      'Decision Variable',
      'proposed dir_field is not an element of the proposed payload',
    ],
    [
      'a button without a node',
      { type: 'D', asset_type: 'button', asset: 'Yes|No~1', answer_required: '1' },
      'Rich Asset Content',
      'Likely missing a pipe character in button construction',
    ],
    [
      'two buttons in one',
      { type: 'D', asset_type: 'button', asset: 'Yes~1 No~666', answer_required: '1' },
      'Rich Asset Content',
      'Likely missing a pipe character in button construction',
    ],
    ['no command', run('', {}, {}), 'Command', 'Command string must follow camelcase convention'],
    ['a command in small letters', run('do_it', {}, {}), 'Command', 'Command string must follow camelcase convention'],
    [
      'a picker that does not wait',
      { type: 'D', asset_type: 'datepicker', asset: '{"type":"static","message":"When?"}', next_nodes: '666' },
      'Answer Required?',
      'ans_req must be 1 when rich_type is datepicker',
    ],
    [
      'an upload that does not wait',
      { type: 'D', asset_type: 'file_upload', asset: '{"type":"action_node"}', next_nodes: '666' },
      'Answer Required?',
      'ans_req must be 1 when rich_type is file_upload',
    ],
    [
      'a target that is no number',
      {
        type: 'D',
        asset_type: 'quick_reply',
        asset: '{"type":"static","options":[{"label":"A","dest":"x"}]}',
        answer_required: '1',
      },
      'Rich Asset Content',
      "'x' is not of type 'integer'",
    ],
    [
      'an asset that is not static',
      ask({ asset_type: 'datepicker', asset: '{"type":"moving","message":"When?"}' }),
      'Rich Asset Content',
      "'moving' is not one of ['static']",
    ],
    [
      'a picker without its question',
      ask({ asset_type: 'timepicker', asset: '{"type":"static"}' }),
      'Rich Asset Content',
      "'message' is a required property",
    ],
    ['parameters that are a list', run('Any', [], {}), 'Parameter Input', 'JSON input error'],
    ['a name without quotes', run('Any', {}, { parameters: '{a: 1}' }), 'Parameter Input', 'Expecting property name'],
    ['broken JSON', run('Any', {}, { parameters: '{"a": }' }), 'Parameter Input', 'JSON input error: Unexpected "}".'],
    [
      'a global in small letters',
      { type: 'D', variable: 'Email' },
      'Variable',
      'Global variables must be in all capital letters, numbers or _',
    ],
    [
      'a global that nobody declares',
      { type: 'D', message: 'Hi {NAME}' },
      'Message',
      'Referenced global variable does not exist',
    ],
    [
      'an undeclared global in parameters',
      run('Any', { a: ['x {NAME}'] }, {}),
      'Parameter Input',
      'Referenced global variable does not exist',
    ],
    [
      'a next node that does not exist',
      { type: 'D', next_nodes: '77' },
      'Next Nodes',
      'referenced node does not exist',
    ],
    [
      'a button that leads nowhere',
      { type: 'D', asset_type: 'button', asset: 'A~77', answer_required: '1' },
      'Rich Asset Content',
      'referenced node does not exist',
    ],
    [
      'a route that leads nowhere',
      run('Any', {}, { routes: 'true~77|error~666' }),
      'What Next?',
      'referenced node does not exist',
    ],
    [
      'an answer of a node that does not exist',
      run('Any', {}, { node_input: 'file:77' }),
      'Node Input',
      'referenced node does not exist',
    ],
    [
      'a list of a node that has none',
      ask({ asset_type: 'selection', asset: '{1*slots}' }),
      'Rich Asset Content',
      'referenced node does not exist',
    ],
    ['an answer that leads nowhere', ask({ next_nodes: '' }), 'Next Nodes', 'next_nodes required'],
    ['an action that leads nowhere', run('Any', {}, { routes: '' }), 'What Next?', 'next_nodes required'],
    [
      'an asset that nobody knows',
      { type: 'D', asset_type: 'hologram', asset: 'x' },
      'Rich Asset Type',
      'rich type is invalid',
    ],
    ['a number that is none', { number: 'two', type: 'D' }, 'Node Number', 'Node number is not an integer'],
    ['a type that is none', { type: 'X' }, 'Node Type', "'X' is not one of ['A', 'D']"],
    [
      'a behavior that is none',
      { type: 'D', behaviors: 'fly' },
      'Behaviors',
      "'fly' is not one of ['disable_input', 'inline', 'multiple_choice', 'xfer_to_agent', 'secure']",
    ],
    ['a number that is there twice', { number: '1', type: 'D' }, 'Node Number', 'Node number is not unique'],
  ])('[FY6] [FY7] is told: %s', (_, cells, field, said) => {
    const { files, mistakes, problems } = imported([start, { number: '5', name: 'Wrong', ...cells }])
    expect(files).toBeNull()
    expect(mistakes).toMatchObject([{ row_num: 3, err_msgs: [{ field_name: field, error_description: said }] }])
    const errors = problems.filter(({ severity }) => severity === 'error')
    expect(errors).toMatchObject([{ place: { file: 'bot.csv', line: 3, node: cells.number ?? '5', field } }])
  })

  it('[FY6] one row does not hide another, and lines count line breaks in cells', () => {
    const rows = [
      start,
      { number: '5', type: 'D', message: 'Two\nlines' },
      ask({ number: '6', next_nodes: '77' }),
      { type: 'X', number: '7' },
    ]
    const { problems, mistakes } = imported(rows)
    expect(problems.map(({ place }) => [place.line, place.node])).toEqual([
      [6, '7'],
      [5, '6'],
    ])
    expect(mistakes).toEqual([
      {
        row_num: 4,
        node_num: 6,
        err_msgs: [
          { field_name: 'Next Nodes', error_description: 'referenced node does not exist', field_entry: '77' },
        ],
      },
      {
        row_num: 5,
        node_num: 7,
        err_msgs: [{ field_name: 'Node Type', error_description: "'X' is not one of ['A', 'D']", field_entry: 'X' }],
      },
    ])
  })

  it('[FY8] circles without a pause are told at their rows', () => {
    const { files, problems } = imported([
      { ...start, next_nodes: '2' },
      { number: '2', type: 'D', message: 'Round', next_nodes: '1' },
    ])
    expect(files).toBeNull()
    expect(problems).toMatchObject([{ code: 'pypestream-flow', place: { line: 2, node: '1' } }])
    expect(problems[0]?.reason).toContain('circle')
  })

  it('[FY5] a bot begins with node 1', () => {
    expect(imported([{ number: '2', type: 'D' }])).toMatchObject({
      files: null,
      problems: [{ code: 'pypestream-reference' }],
    })
  })
})

describe('a file that is no table', () => {
  const head = writeTable([]).trim()
  it.each([
    ['is empty', '', null],
    ['is something else', 'a,b\n1,2\n', 1],
    ['leaves a quote open', `${head}\n1,D,"Start\n2,D,x\n`, 2],
    ['has a quote in the middle', `${head}\n1,D,St"art,${','.repeat(22)}\n`, 2],
    ['has words after a quote', `${head}\n1,D,"St"art,${','.repeat(22)}\n`, 2],
    ['has a row with too few cells', `${head}\n1,D,Start\n`, 2],
    ['has a row with too many cells', `${head}\n1,D,Start${','.repeat(24)}x\n`, 2],
    ['has a column twice', 'Node Number,Node Type,Message,Message\n1,D,a,b\n', 1],
    ['holds zero bytes', `${head}\n1,D,\u0000${','.repeat(23)}\n`, null],
  ])('[FY4] is told where it %s', (_, text, line) => {
    const { files, problems } = imported(text)
    expect(files).toBeNull()
    expect(problems[0]).toMatchObject({
      code: 'pypestream-csv',
      severity: 'error',
      place: { file: 'bot.csv', ...(line === null ? {} : { line }) },
    })
  })

  it('[FY4] one that is too large is not read', () => {
    const long = `${head}\n${'1,D'.padEnd(21_000_000, ' ')}`
    expect(imported(long).problems).toMatchObject([{ code: 'pypestream-csv' }])
    const many = `${head}\n${`1,D${','.repeat(24)}\n`.repeat(20_001)}`
    expect(imported(many).problems).toMatchObject([{ code: 'pypestream-csv' }])
  })

  it('[FY6] thousands of mistakes are told as far as anybody reads', () => {
    const rows = Array.from(
      { length: 3000 },
      (_, index): Cells => ({ number: `${index + 2}`, type: 'D', next_nodes: '99999' }),
    )
    expect(imported([start, ...rows]).problems.length).toBe(200)
  })
})

describe('a table', () => {
  it('[FY2] has its columns in any order, with or without those of the newer ones', () => {
    const text = 'MESSAGE, node type ,"New Stuff!Node Number",Next nodes,Behaviours\nHello,D,1,666,\nBye,d,666,,\n'
    const reordered = 'New Stuff!Node Number,NODE  TYPE,message,next-nodes\n1,D,Hello,666\n666,D,Bye,\n'
    expect(imported(text).problems).toMatchObject([{ code: 'pypestream-csv' }])
    expect(imported(reordered)).toMatchObject({ problems: [], counts: { rows: 2, nodes: 2 } })
  })

  it('[FY3] may come from any spreadsheet', () => {
    const plain = 'Node Number,Node Type,Message,Next Nodes\n1,D,"Hello,\nyou",-585\n-585,D,=1,\n'
    const rest = plain.replace('\n-585,D,=1', "\n'-585,D,'=1")
    const texts = [plain, rest, `\ufeff${plain}`, plain.replaceAll('\n', '\r\n'), `${plain}\n\n,,,\n`]
    texts.push(
      plain.replaceAll(',', ';').replace('Hello;', 'Hello,'),
      plain.replaceAll(',', '\t').replace('Hello\t', 'Hello,'),
    )
    const flows = texts.map((text) => imported(text).files?.['flows/main.flow.json'])
    expect(flows[0]).toContain('Hello,')
    expect(flows.map((flow) => flow?.replaceAll('\\r', '')).every((flow) => flow === flows[0])).toBe(true)
  })

  it('[FY3] says a column that nobody knows', () => {
    const text = 'Node Number,Node Type,Colour\n1,D,red\n'
    expect(imported(text).problems).toMatchObject([
      { code: 'pypestream-lost', severity: 'warning', place: { line: 1 } },
    ])
  })
})
