import { exportPypestream, importPypestream } from '@parley/flow/pypestream'
import { count, median, ms, type Row } from './figures.ts'

const head = [
  'Node Number,Node Type,Node Name,Intent,Entity Type,Entity,NLU Disabled?,Next Nodes,Message,Rich Asset Type,Rich Asset Content',
  'Answer Required?,Behaviors,Command,Description,Output,Node Input,Parameter Input,Decision Variable,What Next?,Node Tags,Skill Tag',
  'Variable,Platform Flag,Flows,CSS Classname',
].join(',')

const quote = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Eight rows of every kind, mixed as in bots that are in use: half of them commands, most questions with buttons. */
function block(at: number, next: number): readonly string[] {
  const dialogue = (number: number, cells: readonly string[]): string =>
    [String(number), 'D', ...cells].map(quote).join(',')
  const rest = (cells: readonly string[], from: number): readonly string[] => [
    ...cells,
    ...Array(26 - from - cells.length).fill(''),
  ]
  const action = (
    number: number,
    command: string,
    output: string,
    parameters: string,
    routes: string,
    variable: string,
  ): string => {
    const cells = ['', '', '', '', '', '', '', '', '', '', '', command, 'Why this is here.', output, '', parameters]
    return [
      String(number),
      'A',
      `Step ${number}`,
      ...cells.slice(1),
      output.split(',')[0] ?? '',
      routes,
      '',
      '',
      variable,
      '',
      '',
      '',
    ]
      .map(quote)
      .join(',')
  }
  const text = `**Question ${at}**: which of these may it be, {NAME}?\nTake your time, and ask us if anything is unclear.`
  const buttons = `<<far fa-check>> Yes, please~${at + 1}|No, thank you~${at + 3}|Something else entirely~${at + 4}|Start over~1`
  const list = JSON.stringify({
    type: 'static',
    options: [
      { label: 'Repair', dest: at + 4 },
      { label: 'Rent', dest: at + 5 },
    ],
  })
  return [
    dialogue(at, rest([`Ask ${at}`, '', '', '', '', '', text, 'button', buttons, '1', 'disable_input'], 2)),
    dialogue(
      at + 1,
      rest(
        [
          `Name ${at}`,
          '',
          '',
          '',
          '1',
          String(at + 2),
          'And what is your e-mail address?',
          '',
          '',
          '1',
          '',
          '',
          '',
          '',
          '',
          '',
          '',
          '',
          '',
          '',
          'EMAIL',
        ],
        2,
      ),
    ),
    action(
      at + 2,
      'ValidateEmail',
      'valid',
      '{"global_vars":"EMAIL"}',
      `true~${at + 3}|false~${at + 1}|error~666`,
      'EMAIL',
    ),
    action(
      at + 3,
      'AssignVariable',
      'success',
      `{"set":{"STEP":"${at}","NAME":"{EMAIL}"}}`,
      `true~${at + 4}|error~666`,
      'STEP,NAME',
    ),
    action(
      at + 4,
      'PostEventToBQ',
      'success,list',
      `{"table":"events","row":{"step":"{STEP}","at":${at},"tags":["a","b"]}}`,
      `true~${at + 5}|error~666`,
      'STEP',
    ),
    dialogue(at + 5, rest([`Menu ${at}`, '', '', '', '', '', 'What shall it be?', 'quick_reply', list, '1'], 2)),
    action(at + 6, 'VarCheck', 'success', '{"global_vars":"NAME"}', `true~${at + 7}|false~${at}|error~666`, 'NAME'),
    dialogue(at + 7, rest([`Say ${at}`, '', '', '', '', String(next), 'Thank you, {NAME}.'], 2)),
  ]
}

function table(rows: number): string {
  const blocks = Math.floor((rows - 2) / 8)
  const number = (index: number): number => (index === 0 ? 1 : 10_000 + index * 10)
  const lines = Array.from({ length: blocks }, (_, index) => block(number(index), number((index + 1) % blocks))).flat()
  const last = ['666,D,End', '1800,D,Not understood,out_of_scope'].map((row) =>
    row.padEnd(row.length + 26 - row.split(',').length, ','),
  )
  return `${[head, ...lines, ...last].join('\n')}\n`
}

/** A bot of 2,000 rows in and out again. */
export async function pypestream(): Promise<readonly Row[]> {
  const text = table(2010)
  const [ins, outs]: [number[], number[]] = [[], []]
  let [rows, nodes] = [0, 0]
  for (let round = 0; round < 5; round += 1) {
    const began = performance.now()
    const { files, counts, problems } = importPypestream({ bot: { file: 'bot.csv', text } }, 'bench')
    ins.push(performance.now() - began)
    const flow = files?.['flows/main.flow.json']
    if (flow === undefined) throw new Error(`the table cannot be imported: ${JSON.stringify(problems.slice(0, 3))}`)
    rows = counts.rows
    nodes = counts.nodes
    const left = performance.now()
    exportPypestream({ flow: { file: 'flows/main.flow.json', text: flow } })
    outs.push(performance.now() - left)
  }
  const [first = Number.NaN] = ins
  return [
    {
      what: `import of ${count(rows)} rows (${count(text.length / 1024)} KB) to ${count(nodes)} checked nodes, first time`,
      figure: ms(first),
      target: '1 s',
      reached: first < 1000,
    },
    { what: 'import, later', figure: ms(median(ins.slice(1))) },
    { what: `export of the ${count(nodes)} nodes, compared with what would come in again`, figure: ms(median(outs)) },
  ]
}
