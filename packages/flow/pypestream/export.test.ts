import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { exportPypestream } from './export.ts'
import { bikeShop } from './fixtures/bike-shop.ts'
import { importPypestream } from './import.ts'
import { exportTraining } from './intents.ts'
import { readRow } from './row.ts'
import { SheetReport } from './sheet-report.ts'
import { type Cells, readTable } from './table.ts'
import { flowIn } from './testing.ts'

type Edit = (flow: { nodes: { [id: string]: { [member: string]: unknown } }; [member: string]: unknown }) => void

/** The rows that a flow goes out as, by number, and what was said about it. */
function exported(flow: object): {
  readonly rows: ReadonlyMap<number, Cells>
  readonly warnings: readonly string[]
  readonly csv: string
} {
  const { files, problems } = exportPypestream({ flow: { file: 'main.flow.json', text: JSON.stringify(flow) } })
  const csv = files?.['bot.csv'] ?? ''
  const rows = new Map(readTable(csv, new SheetReport('bot.csv')).map(({ node, cells }) => [Number(node), cells]))
  return { rows, warnings: problems.map(({ place, reason }) => `${place.node ?? place.field}: ${reason}`), csv }
}

function edited(edit: Edit): ReturnType<typeof exported> {
  const flow = JSON.parse(JSON.stringify(flowIn(bikeShop))) as Parameters<Edit>[0]
  edit(flow)
  return exported(flow)
}

const made = (nodes: object, more: object = {}) => exported({ format: 1, start: Object.keys(nodes)[0], nodes, ...more })
const bye = { kind: 'end', text: 'Bye.' }

describe('a solution that was imported', () => {
  it('[FY13] goes out as the very table that it came from', () => {
    const { csv, warnings } = edited(() => undefined)
    expect(warnings).toEqual([])
    expect(csv).toBe(bikeShop)
  })

  it('[FY13] goes out with what was changed', () => {
    const { rows, warnings } = edited(({ nodes }) => {
      Object.assign(nodes.menu_200 ?? {}, { text: 'Hello {{ email }}!', note: 'Why' })
      Object.assign(nodes.check_e_mail_310 ?? {}, { to: { true: 'find_free_slots_320', else: 'end_chat_666' } })
      Object.assign(nodes.find_free_slots_320 ?? {}, {
        input: { to: "'x ' + (email == null ? 'None' : string(email))" },
      })
    })
    expect(warnings).toEqual([])
    expect(rows.get(200)).toMatchObject({ message: 'Hello {EMAIL}!', description: 'Why', asset_type: 'quick_reply' })
    expect(rows.get(310)?.routes).toBe('true~320|false~666|error~99990')
    expect(rows.get(320)?.parameters).toBe('{"to":"x {EMAIL}"}')
  })

  it('[FY13] goes out anew where no row says what the node does now', () => {
    const { rows, warnings } = edited(({ nodes }) => {
      Object.assign(nodes.ask_e_mail_300 ?? {}, { answer: { type: 'email' }, tries: 2 })
      Object.assign((nodes.ask_e_mail_300 as { to: object }).to, { failed: 'end_chat_666' })
    })
    expect(warnings).toEqual([
      'ask_e_mail_300: Row 300 no longer says what the node does; a new one takes its place.',
      'ask_e_mail_300: A question of Pypestream has no "tries".',
    ])
    const check = Number(rows.get(300)?.next_nodes)
    expect(rows.get(check)).toMatchObject({ command: 'ValidateEmail' })
    expect(rows.get(300)).toMatchObject({ name: 'Ask e-mail', flows: 'repair_entry', variable: 'EMAIL' })
  })

  it('[FY13] goes out with new nodes, removed ones and other names', () => {
    const { rows, csv } = edited((flow) => {
      const { nodes } = flow
      nodes.new_one = { kind: 'say', text: 'New.', to: { next: 'end_chat_666' } }
      Object.assign(nodes.done_360 ?? {}, { to: { next: 'new_one' } })
      nodes.renamed = nodes.no_slots_340 ?? {}
      delete nodes.no_slots_340
      Object.assign((nodes.find_free_slots_320 as { to: object }).to, { none: 'renamed' })
    })
    const number = Number(rows.get(360)?.next_nodes)
    expect(rows.get(number)).toMatchObject({ name: 'new_one', message: 'New.', next_nodes: '666' })
    expect(rows.get(340)).toMatchObject({ name: 'No slots' })
    expect(
      importPypestream({ bot: { file: 'bot.csv', text: csv } }, 'again').problems.map(({ severity }) => severity),
    ).not.toContain('error')
  })
})

describe('a solution that was made here', () => {
  it.each(['every-message', 'korean-english', 'braze-signup'])(
    '[FY14] [FY15] %s goes out, comes in, and then stays as it is',
    (name) => {
      const file = new URL(`../../../examples/${name}/flows/main.flow.json`, import.meta.url)
      const first = exportPypestream({ flow: { file: 'main.flow.json', text: readFileSync(file, 'utf8') } })
      expect(new Set(first.problems.map(({ severity }) => severity))).toEqual(new Set(['warning']))
      const back = importPypestream({ bot: { file: 'bot.csv', text: first.files?.['bot.csv'] ?? '' } }, name)
      expect(back.problems.filter(({ severity }) => severity === 'error')).toEqual([])
      const text = back.files?.['flows/main.flow.json'] ?? ''
      const second = exportPypestream({ flow: { file: 'main.flow.json', text } })
      const again = importPypestream({ bot: { file: 'bot.csv', text: second.files?.['bot.csv'] ?? '' } }, name)
      expect(again.files?.['flows/main.flow.json']).toBe(text)
    },
  )

  it('[FY14] becomes the nearest rows', () => {
    const choices = [
      { id: 'a', label: 'A' },
      { id: 'b', label: 'B' },
    ]
    const { rows, warnings } = made(
      {
        mail: {
          kind: 'ask',
          text: 'Mail?',
          answer: { type: 'email' },
          variable: 'mail',
          retry: 'No.',
          to: { next: 'pick' },
        },
        pick: {
          kind: 'ask',
          text: 'Which?',
          answer: { type: 'choice', choices, style: 'list' },
          variable: 'which',
          to: { 'choice.a': 'rate', 'choice.b': 'bye' },
        },
        rate: { kind: 'ask', text: 'How?', answer: { type: 'rating', max: 4 }, variable: 'stars', to: { next: 'fix' } },
        fix: { kind: 'set', set: { mail: "'x {A}'", which: 'mail' }, to: { next: 'do' } },
        do: {
          kind: 'action',
          action: 'do-it',
          input: { a: 'mail', b: "'c'" },
          to: { success: 'person', error: 'bye' },
        },
        person: { kind: 'hand-over', text: 'Wait.', skill: 'sales', to: { next: 'over' } },
        over: { kind: 'end' },
        bye,
      },
      { variables: { mail: { type: 'text' }, which: { type: 'text' }, stars: { type: 'number' } } },
    )
    const byName = new Map([...rows.values()].map((cells) => [cells.name, cells]))
    expect(rows.get(1)).toMatchObject({
      type: 'D',
      name: 'mail',
      message: 'Mail?',
      nlu_disabled: '1',
      variable: 'MAIL',
    })
    expect(byName.get('mail again')).toMatchObject({ message: 'No.', next_nodes: '1' })
    expect(byName.get('pick')).toMatchObject({ asset_type: 'listpicker', behaviors: 'disable_input' })
    expect(byName.get('rate')).toMatchObject({ command: 'StarRatingSetup', parameters: '{"max":4}' })
    expect(byName.get('fix')).toMatchObject({
      command: 'SysAssignVariable',
      parameters: '{"set":{"MAIL":"x {A}","WHICH":"{MAIL}"}}',
    })
    expect(byName.get('do')).toMatchObject({ command: 'DoIt', parameters: '{"a":"{MAIL}","b":"c"}', variable: 'MAIL' })
    expect(byName.get('person')).toMatchObject({ behaviors: 'xfer_to_agent', skill_tag: 'sales' })
    expect(warnings.map((each) => each.split(':')[0])).toEqual(expect.arrayContaining(['pick', 'do']))
  })

  it('[FY15] carries nodes that the format has nothing for', () => {
    const branch = {
      kind: 'branch',
      cases: [{ when: "a == 'x' && size(a) > 0", port: 'yes.it-is' }],
      to: { 'yes.it-is': 'bye', else: 'wait' },
    }
    const nodes = { branch, wait: { kind: 'wait', for: '10m', to: { next: 'bye', reply: 'branch' } }, bye }
    const { csv, warnings } = made(nodes, { variables: { a: { type: 'text' } } })
    expect(warnings.filter((each) => /has nothing for/.test(each))).toHaveLength(2)
    const flow = flowIn(csv)
    expect(flow.nodes.branch).toMatchObject({ ...branch, to: { 'yes.it-is': 'bye_130', else: 'wait' } })
    expect(flow.nodes.wait).toMatchObject({ kind: 'wait', for: '10m' })
  })

  it('[FY14] sets defaults and the menu up before it begins', () => {
    const nodes = {
      hi: {
        kind: 'ask',
        text: 'Hi {{ who }} {{ page.url }}',
        answer: { type: 'text' },
        variable: 'x',
        to: { next: 'bye' },
      },
      bye,
    }
    const variables = { who: { type: 'text', default: 'you' }, plan: { type: 'text' }, x: { type: 'text' } }
    const { rows, csv, warnings } = made(nodes, {
      variables,
      menu: [{ id: 'm', label: 'Bye', to: 'bye' }],
      idle: [{ after: '5m', abandon: true }],
    })
    expect(rows.get(1)).toMatchObject({ command: 'SysAssignVariable', parameters: '{"set":{"WHO":"you"}}' })
    expect([...rows.values()].map(({ command }) => command)).toEqual(
      expect.arrayContaining(['SysShowMetadata', 'SetPersistentMenu']),
    )
    expect(warnings.join('\n')).toMatch(/has no "idle"/)
    expect(warnings.join('\n')).toMatch(/does no more: \{\{ page\.url \}\}/)
    expect(flowIn(csv)).toMatchObject({ menu: [{ label: 'Bye' }], variables: { plan: { type: 'text' } } })
  })

  it('[FY14] says what of understanding stays behind', () => {
    const understanding = { intents: {}, corrections: true }
    const variables = { city: { type: 'text', entity: 'city' } }
    const city = { kind: 'ask', text: 'City?', answer: { type: 'text' }, variable: 'city', to: { next: 'bye' } }
    const { warnings } = made({ city, bye }, { understanding, variables })
    expect(warnings).toEqual(
      expect.arrayContaining([expect.stringMatching(/^understanding: /), expect.stringMatching(/^variables.city: /)]),
    )
  })

  it('[FY14] says which flows stay behind, and what it cannot read', () => {
    const flow = { file: 'main.flow.json', text: JSON.stringify({ format: 1, start: 'bye', nodes: { bye } }) }
    expect(exportPypestream({ flow, otherFlows: ['more'] }).problems).toMatchObject([
      { reason: expect.stringContaining('"more"') },
    ])
    const broken = (text: string) => exportPypestream({ flow: { file: 'main.flow.json', text } })
    expect(broken('{').files).toBeNull()
    expect(broken('{"format":1}')).toMatchObject({ files: null, problems: [{ severity: 'error', place: { line: 1 } }] })
    const lost = { format: 1, start: 'a', nodes: { a: { kind: 'say', text: '', to: { next: 'b' } } } }
    expect(broken(JSON.stringify(lost))).toMatchObject({ files: null, problems: [{ place: { node: 'a' } }] })
  })
})

describe('files beside the table', () => {
  it('leave out a phrase of which nothing can be learned, and say so', () => {
    const text = 'Utterance,Intent\nhello,greet\n...,greet\n👍,greet\n안녕,greet\n！,greet\n'
    const given = { bot: { file: 'bot.csv', text: bikeShop }, intents: { file: 'intent.csv', text } }
    const { files, problems } = importPypestream(given, 'shop')
    expect(exportTraining(files?.['nlu/intents.yaml'] ?? '')).toBe(text.replace('...,greet\n', ''))
    expect(problems.filter(({ reason }) => reason.includes('no word in it'))).toMatchObject([
      { code: 'pypestream-lost', severity: 'warning', place: { file: 'intent.csv', line: 3 } },
    ])
  })

  it('[FY1] phrases, entities and scripts come back as they were', () => {
    const intents = 'Utterance,Intent,Type\nhello,greet me,train\nhi there,greet me,train\nno,out_of_scope,\n'
    const entities = 'Entity,Value\ncity,York\n'
    const given = {
      bot: { file: 'bot.csv', text: bikeShop },
      intents: { file: 'intent.csv', text: intents },
      entities: { file: 'entity.csv', text: entities },
    }
    const { files } = importPypestream(given, 'shop')
    const out = exportPypestream({
      flow: { file: 'main.flow.json', text: files?.['flows/main.flow.json'] ?? '' },
      intents: files?.['nlu/intents.yaml'] ?? '',
      entities: files?.['nlu/entities.yaml'] ?? '',
      scripts: { FindSlots: 'x' },
    })
    expect(out.files).toEqual({
      'bot.csv': bikeShop,
      'intent.csv': intents,
      'entity.csv': entities,
      'FindSlots.py': 'x',
    })
    const row = readTable(out.files?.['bot.csv'] ?? '', new SheetReport('x'))[0]
    expect(row && readRow(row, new SheetReport('x'))?.number).toBe(1)
  })
})
