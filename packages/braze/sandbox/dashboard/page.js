/**
 * The dashboard in the browser: one view at a time, chosen by the address, fetched anew every two seconds.
 */
import { createCampaignView } from './campaign-view.js'
import { read, send } from './control.js'
import { element } from './element.js'
import { createFaultView } from './fault-view.js'
import { createLimitView } from './limit-view.js'
import { createProfileView } from './profile-view.js'
import { createRequestView } from './request-view.js'
import { createSendView, renderSchedules } from './send-view.js'
import { createSettingView } from './setting-view.js'

const REFRESH_MS = 2000

const byId = (id) => document.getElementById(id)

const views = {
  profiles: { title: 'Profiles', ...createProfileView() },
  requests: { title: 'Requests', ...createRequestView() },
  campaigns: { title: 'Campaigns and Canvases', ...createCampaignView() },
  sends: { title: 'Sends', ...createSendView() },
  limits: { title: 'Rate limits', ...createLimitView() },
  faults: { title: 'Faults', ...createFaultView() },
  settings: { title: 'Settings', ...createSettingView() },
}

const links = Object.entries(views).map(([name, { title }]) => {
  const link = element('a', { href: `#${name}`, text: title })
  byId('views').append(element('li', { children: [link] }))
  return [name, link]
})

const schedules = element('div', { className: 'schedules' })
views.sends.root.querySelector('.index').append(schedules)

/** What the address asks for: a view, and something in it. */
function readAddress() {
  const [name = '', id] = location.hash.slice(1).split('/')
  return {
    name: Object.hasOwn(views, name) ? name : 'profiles',
    id: id === undefined ? undefined : decodeURIComponent(id),
  }
}

let count = 0

/** Shows what the address asks for, and says so when it cannot. */
async function show() {
  count += 1
  const own = count
  const { name, id } = readAddress()
  const view = views[name]
  if (byId('view').firstElementChild !== view.root) {
    byId('view').replaceChildren(view.root)
    document.title = `${view.title} · Braze sandbox`
    for (const [one, link] of links) {
      if (one === name) {
        link.setAttribute('aria-current', 'page')
        link.scrollIntoView({ block: 'nearest', inline: 'center' })
      } else link.removeAttribute('aria-current')
    }
  }
  try {
    const [{ now }] = await Promise.all([read('clock'), view.show(id)])
    if (name === 'sends') schedules.replaceChildren(...(await renderSchedules()))
    if (own !== count) return
    byId('now').textContent = now.slice(0, 19).replace('T', ' ')
    byId('now').setAttribute('datetime', now)
    byId('status').textContent = ''
  } catch (error) {
    byId('status').textContent = `The sandbox cannot be reached: ${error.message}`
  }
}

for (const view of Object.values(views)) view.onChange(show)
addEventListener('hashchange', show)

for (const button of document.querySelectorAll('[data-advance]')) {
  button.addEventListener('click', async () => {
    await send('POST', 'clock', { advance_seconds: Number(button.dataset.advance) })
    await show()
  })
}

byId('reset').addEventListener('click', async () => {
  if (!confirm('Forget everything that was sent and created, and set the clock and the settings back?')) return
  await send('POST', 'reset')
  location.hash = '#profiles'
  await show()
})

async function keepFresh() {
  if (byId('refresh').checked && !document.hidden) await show()
  setTimeout(keepFresh, REFRESH_MS)
}

await show()
setTimeout(keepFresh, REFRESH_MS)
