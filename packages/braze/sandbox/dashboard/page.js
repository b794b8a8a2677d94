/**
 * The dashboard in the browser. Whatever a profile or a request holds is written as text, never as markup.
 */
const SHOWN = 100
const REFRESH_MS = 2000

const byId = (id) => document.getElementById(id)
const lists = { profiles: byId('profiles'), requests: byId('requests') }

/** An element with text and children. */
function element(name, { text, className, children = [] } = {}) {
  const made = document.createElement(name)
  if (text !== undefined) made.textContent = text
  if (className !== undefined) made.className = className
  made.append(...children)
  return made
}

function pretty(value) {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}

async function read(path) {
  const response = await fetch(path)
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return { body: await response.json(), total: response.headers.get('X-Total-Count') }
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

function profileCard(user) {
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
  return element('details', { children: parts })
}

function requestCard(request) {
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

/** Puts the cards in place, keeping open what was open and the focus where it was. */
function fill(list, items, key, card) {
  const old = new Map([...list.children].map((child) => [child.dataset.key, child]))
  const cards = items.map((item) => {
    const text = JSON.stringify(item)
    const known = old.get(key(item))
    if (known?.dataset.content === text) return known
    const made = card(item)
    made.dataset.key = key(item)
    made.dataset.content = text
    made.open = known?.open ?? false
    return made
  })
  const unchanged = cards.length === list.children.length && cards.every((one, index) => one === list.children[index])
  if (!unchanged) list.replaceChildren(...cards)
}

function faultLine({ id, hits, ...fault }) {
  return element('li', { text: `${JSON.stringify(fault)} struck ${hits} times` })
}

async function refresh() {
  const search = encodeURIComponent(byId('search').value.trim())
  const [profiles, requests, faults] = await Promise.all([
    read(`/__sandbox/profiles?limit=${SHOWN}&search=${search}`),
    read(`/__sandbox/requests?limit=${SHOWN}`),
    read('/__sandbox/faults'),
  ])
  fill(lists.profiles, profiles.body.users.toReversed(), (user) => user.braze_id, profileCard)
  fill(lists.requests, requests.body.requests.toReversed(), (request) => request.id, requestCard)
  byId('profiles-count').textContent = `(${profiles.total})`
  byId('requests-count').textContent = `(${requests.total})`
  byId('faults-count').textContent = `(${faults.body.faults.length})`
  byId('faults').replaceChildren(...faults.body.faults.map(faultLine))
}

/** Refreshes and says so when it cannot. */
async function show() {
  try {
    await refresh()
    byId('status').textContent = ''
  } catch (error) {
    byId('status').textContent = `Cannot reach the sandbox: ${error.message}`
  }
}

function readFault(form) {
  const values = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''))
  const fault = { endpoint: values.endpoint }
  for (const name of ['status', 'latency_ms', 'times', 'rate']) {
    if (values[name] !== undefined) fault[name] = Number(values[name])
  }
  if (values.drop !== undefined) fault.drop = values.drop
  if (values.partial !== undefined) fault.partial = values.partial.split(',').map(Number)
  return fault
}

byId('fault').addEventListener('submit', async (event) => {
  event.preventDefault()
  const response = await fetch('/__sandbox/faults', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(readFault(event.target)),
  })
  byId('fault-error').textContent = response.ok ? '' : (await response.json()).detail
  if (response.ok) event.target.reset()
  await show()
})

byId('clear').addEventListener('click', async () => {
  await fetch('/__sandbox/faults', { method: 'DELETE' })
  await show()
})

byId('reset').addEventListener('click', async () => {
  if (!confirm('Forget all profiles, requests and faults, and set the clock back?')) return
  await fetch('/__sandbox/reset', { method: 'POST' })
  await show()
})

byId('search').addEventListener('input', show)

async function keepFresh() {
  if (byId('refresh').checked && !document.hidden) await show()
  setTimeout(keepFresh, REFRESH_MS)
}

await show()
setTimeout(keepFresh, REFRESH_MS)
