import { createBrowser, SHOWN } from './browser.js'
import { read } from './control.js'
import { element, facts, moment, pill, section, table } from './element.js'

export function createProfileView() {
  return createBrowser({
    name: 'profiles',
    placeholder: 'id, name, e-mail or phone',
    label: 'Search profiles',
    empty: 'Choose a profile to see its attributes, events, messages and history.',
    key: (user) => user.braze_id,
    line: (user) => [
      element('strong', { text: nameOf(user) }),
      element('span', {
        className: 'quiet',
        text: [user.external_id && user.email, user.phone].filter(Boolean).join(' · '),
      }),
    ],
    async load(wanted) {
      const { users, total } = await read(`profiles?summary=true&limit=${SHOWN}&search=${encodeURIComponent(wanted)}`)
      return { items: users.toReversed(), total }
    },
    async open(brazeId) {
      const [found, written] = await Promise.all([
        read(`profiles?braze_id=${encodeURIComponent(brazeId)}`),
        read(`history/${encodeURIComponent(brazeId)}`),
      ])
      const user = found?.users[0]
      if (user === undefined) return undefined
      const history = written?.history ?? []
      return { data: [user, history], render: () => renderProfile(user, history) }
    },
  })
}

function nameOf(user) {
  const name = [user.first_name, user.last_name].filter(Boolean).join(' ')
  const id = user.external_id ?? user.email ?? user.phone ?? user.user_aliases?.[0]?.alias_name ?? user.braze_id
  return name === '' ? id : `${name} (${id})`
}

/** Members with a place of their own. */
const apart = new Set([
  'custom_attributes',
  'custom_events',
  'purchases',
  'campaigns_received',
  'canvases_received',
  'appboy_id',
])

function renderProfile(user, history) {
  const { custom_attributes: attributes = {}, custom_events: events = [], purchases = [] } = user
  const { campaigns_received: campaigns = [], canvases_received: canvases = [] } = user
  const fields = Object.entries(user).filter(([name]) => !apart.has(name))
  const parts = [element('h2', { text: nameOf(user) }), section('Profile', facts(fields))]
  if (Object.keys(attributes).length > 0) parts.push(section('Custom attributes', facts(Object.entries(attributes))))
  if (events.length > 0) parts.push(section('Events', tallies('Events', events)))
  if (purchases.length > 0) parts.push(section('Purchases', tallies('Purchases', purchases)))
  if (campaigns.length > 0) {
    const rows = campaigns.map((one) => [one.name, one.variation_name, moment(one.last_received)])
    parts.push(section('Campaigns received', table('Campaigns received', ['Campaign', 'Message', 'Last'], rows)))
  }
  if (canvases.length > 0) {
    const rows = canvases.map((one) => [
      one.name,
      one.in_control ? pill('control group') : one.variation_name,
      one.steps_received.map(({ name }) => name).join(', '),
      moment(one.last_entered),
    ])
    parts.push(
      section('Canvases entered', table('Canvases entered', ['Canvas', 'Variant', 'Steps received', 'Entered'], rows)),
    )
  }
  const writes = history
    .toReversed()
    .map(({ at, what }) => element('li', { children: [moment(at), element('span', { text: what })] }))
  parts.push(section('Last writes', element('ol', { className: 'history', children: writes })))
  return parts
}

function tallies(label, list) {
  const rows = list.map(({ name, count, first, last }) => [name, count, moment(first), moment(last)])
  return table(label, ['Name', 'Times', 'First', 'Last'], rows)
}
