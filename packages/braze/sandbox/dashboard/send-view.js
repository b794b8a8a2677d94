import { createBrowser, SHOWN } from './browser.js'
import { read } from './control.js'
import { element, facts, moment, pill, section, table } from './element.js'

/** People of one send that are shown; the control has all that are kept. */
const PEOPLE = 50

export function createSendView() {
  return createBrowser({
    name: 'sends',
    placeholder: 'campaign, Canvas or person',
    label: 'Search sends',
    empty: 'Choose a send to see what each person got, or would have got.',
    key: (send) => send.id,
    line: (send) => [
      element('span', {
        className: 'row',
        children: [
          element('strong', { text: send.source.name ?? 'Messages of a request' }),
          ...outcomes(send.messages),
        ],
      }),
      element('span', {
        className: 'quiet',
        children: [`${kinds[send.source.kind]} · ${describePeople(send.recipients_total)} · `, moment(send.at)],
      }),
    ],
    async load(wanted) {
      const { sends, total } = await read(`sends?summary=true&limit=${SHOWN}&search=${encodeURIComponent(wanted)}`)
      return { items: sends.toReversed(), total }
    },
    async open(id) {
      const send = await read(`sends/${encodeURIComponent(id)}`)
      return send && { data: send, render: () => renderSend(send) }
    },
  })
}

/** What is scheduled by request, beside the list of sends. */
export async function renderSchedules() {
  const { schedules } = await read('schedules')
  if (schedules.length === 0) return []
  const rows = schedules.map((one) => [
    moment(one.time),
    one.in_local_time ? 'local time' : '',
    `${one.kind} ${one.source_id ?? ''}`,
  ])
  return [section('Scheduled', table('Scheduled', ['At', '', 'What'], rows))]
}

function describePeople(count) {
  return count === 1 ? '1 person' : `${count} people`
}

const kinds = { campaign: 'campaign', canvas: 'Canvas', message: 'request' }
const kindOf = { sent: 'good', failed: 'bad', waiting: 'busy' }

function outcomes(counts = {}) {
  return Object.entries(counts).map(([status, count]) => pill(`${count} ${status}`, kindOf[status]))
}

function renderSend(send) {
  const { source, recipients, recipients_total: total } = send
  const parts = [
    element('h2', { text: source.name ?? 'Messages of a request' }),
    facts([
      ['at', moment(send.at)],
      ['dispatch_id', send.dispatch_id],
      ['send_id', send.send_id],
      ['schedule_id', send.schedule_id],
      ['external_send_id', send.external_send_id],
      ['to', send.broadcast ? `everybody who is meant: ${describePeople(total)}` : describePeople(total)],
      ['nothing is sent', send.notice],
    ]),
  ]
  parts.push(...recipients.slice(0, PEOPLE).map(renderPerson))
  if (total > PEOPLE) parts.push(element('p', { className: 'quiet', text: `The first ${PEOPLE} of ${total}.` }))
  return parts
}

function renderPerson(person) {
  const { external_id: externalId, braze_id: brazeId, asked, left_out: leftOut, entry, messages, properties } = person
  const name = externalId ?? brazeId ?? JSON.stringify(asked)
  const title = brazeId === null ? name : element('a', { href: `#profiles/${encodeURIComponent(brazeId)}`, text: name })
  const head = element('h3', { children: [title] })
  if (leftOut !== undefined) head.append(' ', pill('left out', 'bad'))
  if (entry !== undefined)
    head.append(' ', pill(entry.variant?.name ?? 'control group'), ' ', pill(entry.status, kindOfEntry[entry.status]))
  const parts = [head]
  if (leftOut !== undefined) parts.push(element('p', { className: 'quiet', text: leftOut }))
  if (Object.keys(properties ?? {}).length > 0) parts.push(facts([['properties', properties]]))
  if (entry !== undefined) parts.push(...renderEntry(entry))
  parts.push(...messages.map(renderMessage))
  return element('section', { className: 'person', children: parts })
}

const kindOfEntry = { underway: 'busy', finished: 'good', exited: '' }

function renderEntry({ steps, waiting, reason }) {
  const taken = steps.map((step) =>
    element('li', {
      children: [
        moment(step.at),
        element('span', { text: `${step.name}${step.path === undefined ? '' : ` → ${step.path}`}` }),
        ...(step.problem === undefined ? [] : [element('span', { className: 'bad', text: step.problem })]),
      ],
    }),
  )
  const notes = []
  if (waiting !== undefined)
    notes.push(`Waits in ${waiting.step} until ${waiting.until.slice(0, 19).replace('T', ' ')}.`)
  if (reason !== undefined) notes.push(`Left because ${reason}.`)
  return [
    element('ol', { className: 'history', children: taken }),
    ...notes.map((text) => element('p', { className: 'quiet', text })),
  ]
}

function renderMessage(message) {
  const { channel, name, status, step, reason, rendered, due_at: due, at } = message
  const head = [pill(channel), element('span', { text: step?.name ?? name }), pill(status, kindOf[status])]
  const parts = [element('div', { className: 'row', children: head })]
  if (reason !== undefined) parts.push(element('p', { className: 'quiet', text: reason }))
  parts.push(
    facts([
      ['due', due === undefined ? undefined : moment(due)],
      ['at', at === undefined ? undefined : moment(at)],
      ...Object.entries(rendered ?? {}),
      ['extras', message.extras],
      ['warnings', message.warnings === undefined ? undefined : message.warnings.join('; ')],
    ]),
  )
  if (message.webhook !== undefined) parts.push(renderWebhook(message.webhook))
  if (message.connected_content !== undefined) {
    const rows = message.connected_content.map((call) => [
      `${call.method} ${call.url}`,
      call.problem ?? call.status,
      call.cached ? 'kept' : call.attempts,
    ])
    parts.push(table('Connected Content', ['Connected Content', 'Answer', 'Attempts'], rows))
  }
  return element('div', { className: 'message', children: parts })
}

function renderWebhook({ attempts, next_attempt_at: next, problem }) {
  const rows = attempts.map((one) => [
    moment(one.at),
    pill(String(one.status), one.status < 300 ? 'good' : 'bad'),
    one.problem ?? one.answer,
  ])
  const notes = [problem, next === undefined ? undefined : `The next attempt is at ${next}.`].filter(
    (text) => text !== undefined,
  )
  return element('div', {
    children: [
      ...(rows.length === 0 ? [] : [table('Attempts', ['Attempt', 'Status', 'Answer'], rows)]),
      ...notes.map((text) => element('p', { className: 'quiet', text })),
    ],
  })
}
