/**
 * The dashboard in the browser: fetches what the controls tell, every two seconds, and sends what the forms say.
 */
import { campaignCard, element, faultLine, limitRow, profileCard, read, requestCard, sendCard } from './card.js'

const SHOWN = 100
const REFRESH_MS = 2000

const byId = (id) => document.getElementById(id)

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

function count(id, number) {
  byId(`${id}-count`).textContent = `(${number})`
}

async function refreshData() {
  const wanted = (id) => encodeURIComponent(byId(id).value.trim())
  const [profiles, requests] = await Promise.all([
    read(`/__sandbox/profiles?limit=${SHOWN}&search=${wanted('search')}`),
    read(`/__sandbox/requests?limit=${SHOWN}&search=${wanted('request-search')}`),
  ])
  fill(byId('profiles'), profiles.body.users.toReversed(), (user) => user.braze_id, profileCard)
  fill(byId('requests'), requests.body.requests.toReversed(), (request) => request.id, requestCard)
  count('profiles', profiles.total)
  count('requests', requests.total)
}

async function refreshMessaging() {
  const [campaigns, canvases, sends] = await Promise.all([
    read(`/__sandbox/campaigns?limit=${SHOWN}`),
    read(`/__sandbox/canvases?limit=${SHOWN}`),
    read(`/__sandbox/sends?limit=${SHOWN}`),
  ])
  const all = [
    ...campaigns.body.campaigns.map((one) => ({ ...one, kind: 'campaign' })),
    ...canvases.body.canvases.map((one) => ({ ...one, kind: 'Canvas' })),
  ]
  fill(byId('campaigns'), all, (one) => one.id, campaignCard)
  const numbered = sends.body.sends.map((send, index) => ({ ...send, key: `${send.dispatch_id ?? ''} ${index}` }))
  fill(
    byId('sends'),
    numbered.toReversed(),
    (send) => send.key,
    ({ key, ...send }) => sendCard(send),
  )
  count('campaigns', all.length)
  count('sends', numbered.length)
}

async function refreshWorkings() {
  const [faults, limits] = await Promise.all([read('/__sandbox/faults'), read('/__sandbox/limits')])
  count('faults', faults.body.faults.length)
  byId('faults').replaceChildren(...faults.body.faults.map(faultLine))
  byId('limits').replaceChildren(...limits.body.limits.map(limitRow))
}

/** Refreshes and says so when it cannot. */
async function show() {
  try {
    await Promise.all([refreshData(), refreshMessaging(), refreshWorkings()])
    byId('status').textContent = ''
  } catch (error) {
    byId('status').textContent = `Cannot reach the sandbox: ${error.message}`
  }
}

function readFault(form) {
  const values = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''))
  const fault = { endpoint: values.endpoint }
  for (const name of ['status', 'latency_ms', 'slow_ms', 'times', 'rate', 'partial_rate']) {
    if (values[name] !== undefined) fault[name] = Number(values[name])
  }
  for (const name of ['page', 'malformed']) if (values[name] !== undefined) fault[name] = true
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
  if (!confirm('Forget everything that was sent and created, and set the clock back?')) return
  await fetch('/__sandbox/reset', { method: 'POST' })
  await show()
})

for (const id of ['search', 'request-search']) byId(id).addEventListener('input', show)

async function offerEndpoints() {
  const { endpoints } = (await read('/__sandbox/endpoints')).body
  byId('endpoints').replaceChildren(
    ...endpoints.map((text) => {
      const option = element('option')
      option.value = text
      return option
    }),
  )
}

async function keepFresh() {
  if (byId('refresh').checked && !document.hidden) await show()
  setTimeout(keepFresh, REFRESH_MS)
}

await Promise.all([offerEndpoints(), show()])
setTimeout(keepFresh, REFRESH_MS)
