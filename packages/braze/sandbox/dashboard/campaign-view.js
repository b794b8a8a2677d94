import { createBrowser } from './browser.js'
import { read } from './control.js'
import { element, facts, json, moment, pill, section, span, table } from './element.js'

export function createCampaignView() {
  return createBrowser({
    name: 'campaigns',
    placeholder: 'name or id',
    label: 'Search campaigns and Canvases',
    empty: 'Choose a campaign or Canvas. POST /__sandbox/campaigns and /__sandbox/canvases make them.',
    key: (one) => `${one.kind}:${one.id}`,
    line: (one) => [
      element('span', {
        className: 'row',
        children: [element('strong', { text: one.name }), pill(one.state, one.state === 'active' ? 'good' : 'busy')],
      }),
      element('span', { className: 'quiet', text: `${one.kind} · ${describeUse(one)}` }),
    ],
    async load(wanted) {
      const all = await readAll(`search=${encodeURIComponent(wanted)}`)
      return {
        items: all.map(({ sends, steps, messages, ...one }) => ({ ...one, sent: sends.length })),
        total: all.length,
      }
    },
    async open(key) {
      const one = (await readAll('')).find(({ kind, id }) => `${kind}:${id}` === key)
      return one && { data: one, render: () => renderOne(one) }
    },
  })
}

async function readAll(query) {
  const [{ campaigns }, { canvases }] = await Promise.all([read(`campaigns?${query}`), read(`canvases?${query}`)])
  return [
    ...campaigns.map((one) => ({ ...one, kind: 'campaign' })),
    ...canvases.map((one) => ({ ...one, kind: 'Canvas' })),
  ]
}

function describeUse({ last_sent: last, underway }) {
  const people = (underway ?? []).reduce((sum, step) => sum + step.people, 0)
  const used = last === null ? 'never used' : `last used ${last.slice(0, 16).replace('T', ' ')}`
  return people === 0 ? used : `${used} · ${people} on their way`
}

function renderOne(one) {
  const { kind, name, state, description, id, tags, type, sends } = one
  const parts = [
    element('h2', { children: [`${name} `, pill(kind), ' ', pill(state, state === 'active' ? 'good' : 'busy')] }),
    facts([
      ['id', id],
      ['description', description === '' ? undefined : description],
      ['type', type],
      ['tags', tags.length === 0 ? undefined : tags.join(', ')],
      ['audience', one.audience === undefined ? 'everybody' : describeAudience(one.audience)],
      ['schedule', one.schedule === undefined ? undefined : moment(one.schedule.time)],
      ['statuses go to', one.postback_url],
      ['entered by', one.entry === undefined ? undefined : one.entry.triggers.map(describeDeed).join(', ')],
      ['entered again', one.reentry === undefined ? undefined : describeReentry(one.reentry)],
      ['left early', one.exit === undefined ? undefined : describeExit(one.exit)],
      ['created', moment(one.created_at)],
      ['last used', moment(one.last_sent)],
    ]),
  ]
  if (one.variants !== undefined) parts.push(section('Variants', renderVariants(one)))
  if (one.steps !== undefined) parts.push(section('Steps', renderSteps(one)))
  if (one.messages !== undefined) parts.push(section('Messages', ...one.messages.map(renderMessage)))
  if (sends.length > 0) {
    const rows = sends
      .toReversed()
      .map((send) => [
        element('a', { href: `#sends/${encodeURIComponent(send.id)}`, text: send.at.slice(0, 19).replace('T', ' ') }),
        send.recipients,
        send.notice ?? (send.broadcast ? 'broadcast' : ''),
      ])
    parts.push(section('Last sends', table('Last sends', ['At', 'People', ''], rows)))
  }
  return parts
}

function describeReentry(reentry) {
  if (reentry === false) return 'never'
  return reentry.after_seconds === 0 ? 'whenever' : `${span(reentry.after_seconds)} after the last entry`
}

function describeExit({ triggers = [], criteria }) {
  const deeds = triggers.map(describeDeed)
  return [...deeds, ...(criteria === undefined ? [] : [describeCriteria(criteria)])].join(', or ')
}

function describeDeed({ custom_event: event, purchase, properties }) {
  const what = event === undefined ? (purchase === true ? 'any purchase' : `purchase of ${purchase}`) : `event ${event}`
  return properties === undefined ? what : `${what} with ${JSON.stringify(properties)}`
}

function renderVariants({ variants, control_percentage: control, steps }) {
  const all = [...variants, ...(control > 0 ? [{ name: 'Control group', percentage: control, first_step: null }] : [])]
  const names = new Map(steps.map(({ id, name }) => [id, name]))
  const rows = all.map(({ name, percentage, first_step: first }) => [
    name,
    element('meter', { min: 0, max: 100, value: percentage, 'aria-label': `${percentage} %` }),
    `${percentage} %`,
    first === null ? 'gets nothing' : `begins with ${names.get(first) ?? first}`,
  ])
  return table('Variants', ['Name', 'Share', '', ''], rows)
}

const kinds = {
  message: 'Message',
  delay: 'Delay',
  decision_split: 'Decision split',
  audience_paths: 'Audience paths',
  action_paths: 'Action paths',
  experiment_paths: 'Experiment paths',
  user_update: 'User update',
}

function renderSteps({ steps, underway = [] }) {
  const names = new Map(steps.map(({ id, name }) => [id, name]))
  const people = new Map(underway.map((one) => [one.step_id, one.people]))
  const lead = (next) => (next === null ? 'end' : (names.get(next) ?? next))
  const cards = steps.map((step) => {
    const here = people.get(step.id) ?? 0
    const head = [pill(kinds[step.type] ?? step.type), element('strong', { text: step.name })]
    if (here > 0) head.push(pill(`${here} ${here === 1 ? 'person waits' : 'people wait'} here`, 'busy'))
    return element('li', {
      children: [
        element('div', { className: 'row', children: head }),
        ...describeStep(step).map((text) => element('p', { className: 'quiet', text })),
        ...(step.messages ?? []).map(renderMessage),
        ...(step.attributes === undefined ? [] : [json(step.attributes)]),
        element('ul', { className: 'ways', children: waysOf(step).map((way) => renderWay(way, lead)) }),
      ],
    })
  })
  return element('ol', { className: 'steps', children: cards })
}

function renderWay({ label, next }, lead) {
  const name = label === '' ? [] : [element('strong', { text: label })]
  return element('li', { children: [...name, element('span', { text: ` → ${lead(next)}` })] })
}

function describeStep(step) {
  const { delay_seconds: delay = 0, until, until_time: time, in_local_time: local } = step
  const lines = []
  if (delay > 0) lines.push(`after ${span(delay)}`)
  if (until !== undefined) lines.push(`until ${until}`)
  if (time !== undefined) lines.push(`until ${time}${local ? ' where the person is' : ' UTC'}`)
  if (step.within_seconds !== undefined)
    lines.push(`within ${span(step.within_seconds)}${step.ranked ? ', ranked' : ''}`)
  return lines
}

function waysOf(step) {
  if (step.type === 'decision_split') {
    return [
      { label: `Yes: ${describeCriteria(step)}`, next: step.yes },
      { label: 'No', next: step.no },
    ]
  }
  if (step.paths === undefined) return [{ label: '', next: step.next }]
  const paths = step.paths.map((path) => ({ label: `${path.name}${describePath(path)}`, next: path.next }))
  return step.everyone_else === undefined ? paths : [...paths, { label: 'Everyone else', next: step.everyone_else }]
}

function describePath(path) {
  if (path.percentage !== undefined) return ` (${path.percentage} %)`
  if (path.triggers !== undefined) return `: ${path.triggers.map(describeDeed).join(' or ')}`
  return `: ${describeCriteria(path)}`
}

function describeCriteria({ audience, segment_id: segment, custom_event: event, purchase }) {
  const parts = []
  if (audience !== undefined) parts.push(describeAudience(audience))
  if (segment !== undefined) parts.push(`in segment ${segment}`)
  for (const [what, done] of [
    ['event', event],
    ['purchase', purchase],
  ]) {
    if (done === undefined) continue
    const within = done.within_seconds === undefined ? '' : ` within ${span(done.within_seconds)}`
    parts.push(`${what} ${done.name ?? 'of any kind'}${within}`)
  }
  return parts.join(' and ')
}

function describeAudience(audience) {
  for (const word of ['AND', 'OR']) {
    if (audience[word] !== undefined) return `(${audience[word].map(describeAudience).join(` ${word.toLowerCase()} `)})`
  }
  const attribute = audience.custom_attribute
  if (attribute === undefined) return JSON.stringify(audience)
  const value = attribute.value === undefined ? '' : ` ${JSON.stringify(attribute.value)}`
  return `${attribute.custom_attribute_name} ${attribute.comparison.replaceAll('_', ' ')}${value}`
}

function renderMessage({ channel, name, id, ...content }) {
  return element('div', {
    className: 'message',
    children: [
      element('div', {
        className: 'row',
        children: [pill(channel), element('span', { className: 'quiet', text: name })],
      }),
      facts(Object.entries(content)),
    ],
  })
}
