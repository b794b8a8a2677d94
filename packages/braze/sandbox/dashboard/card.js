/**
 * What the dashboard's lists are made of. Whatever a profile or a request holds is written as text, never as markup.
 */

/** An element with text and children. */
export function element(name, { text, className, children = [] } = {}) {
  const made = document.createElement(name)
  if (text !== undefined) made.textContent = text
  if (className !== undefined) made.className = className
  made.append(...children)
  return made
}

export async function read(path) {
  const response = await fetch(path)
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return { body: await response.json(), total: response.headers.get('X-Total-Count') }
}

function pretty(value) {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}

function facts(members) {
  const list = element('dl')
  for (const [name, value] of members) {
    list.append(element('dt', { text: name }), element('dd', { text: pretty(value) }))
  }
  return list
}

function describeTally({ count, first, last }) {
  return `${count} times, first ${first}, last ${last}`
}

/** A profile; its history is fetched when it is opened. */
export function profileCard(user) {
  const { custom_attributes: attributes = {}, custom_events: events = [], purchases = [], ...fields } = user
  const title = user.external_id ?? user.email ?? user.phone ?? user.user_aliases?.[0]?.alias_name ?? user.braze_id
  const name = [user.first_name, user.last_name].filter(Boolean).join(' ')
  const count = events.reduce((sum, event) => sum + event.count, 0)
  const summary = element('summary', { text: title })
  summary.append(element('span', { className: 'quiet', text: ` ${name} · ${count} events` }))
  const parts = [summary, facts(Object.entries(fields))]
  if (Object.keys(attributes).length > 0) {
    parts.push(element('h3', { text: 'Custom attributes' }), facts(Object.entries(attributes)))
  }
  for (const [heading, tallies] of Object.entries({ Events: events, Purchases: purchases })) {
    if (tallies.length === 0) continue
    parts.push(element('h3', { text: heading }), facts(tallies.map((tally) => [tally.name, describeTally(tally)])))
  }
  const history = element('div')
  parts.push(element('h3', { text: 'Last writes' }), history)
  const card = element('details', { children: parts })
  card.addEventListener('toggle', () => card.open && showHistory(history, user.braze_id))
  return card
}

async function showHistory(place, brazeId) {
  try {
    const { history } = (await read(`/__sandbox/history/${brazeId}`)).body
    place.replaceChildren(facts(history.toReversed().map(({ at, what }) => [at, what])))
  } catch {
    place.replaceChildren(element('p', { text: 'The profile is gone.' }))
  }
}

export function requestCard(request) {
  const failed = request.status === null || request.status >= 400 || request.response?.errors !== undefined
  const summary = element('summary', { text: `${request.method} ${request.path} ` })
  summary.append(
    element('strong', { className: failed ? 'bad' : 'good', text: String(request.status ?? 'dropped') }),
    element('span', { className: 'quiet', text: ` ${request.at}` }),
  )
  const parts = [
    summary,
    facts([
      ['id', request.id],
      ['key', request.key ?? 'none'],
    ]),
  ]
  for (const member of ['body', 'response', 'warnings']) {
    if (request[member] === undefined) continue
    parts.push(element('h3', { text: member }), element('pre', { text: pretty(request[member]) }))
  }
  return element('details', { children: parts })
}

/** A campaign or Canvas with its last sends. */
export function campaignCard(campaign) {
  const { kind, name, id, sends = [], messages, steps, ...rest } = campaign
  const summary = element('summary', { text: name })
  summary.append(element('span', { className: 'quiet', text: ` ${kind} · ${sends.length} last sends` }))
  const parts = [summary, facts(Object.entries({ id, ...rest }))]
  const made = Object.entries({ Messages: messages, Steps: steps, 'Last sends': sends })
  for (const [heading, value] of made) {
    if (value === undefined || value.length === 0) continue
    parts.push(element('h3', { text: heading }), element('pre', { text: pretty(value) }))
  }
  return element('details', { children: parts })
}

export function sendCard(send) {
  const summary = element('summary', { text: send.dispatch_id ?? 'send' })
  summary.append(element('span', { className: 'quiet', text: ` ${send.at ?? ''}` }))
  return element('details', { children: [summary, element('pre', { text: pretty(send) })] })
}

/** A row of the table of limits, with what is left as a bar. */
export function limitRow({ bucket, limit, remaining, retryAfter }) {
  const bar = element('meter')
  bar.max = limit
  bar.value = remaining
  bar.low = limit / 10
  bar.title = `${remaining} of ${limit}`
  const cells = [bucket, `${remaining} of ${limit}`, '', `${retryAfter} s`].map((text) => element('td', { text }))
  cells[2].append(bar)
  return element('tr', { children: cells })
}

export function faultLine({ id, hits, ...fault }) {
  return element('li', { text: `${JSON.stringify(fault)} struck ${hits} times` })
}
