import { read, send } from './control.js'
import { element, json, section, table } from './element.js'

/** Settings that may change while the sandbox runs, and what the workspace has. */
export function createSettingView() {
  const strict = element('input', { type: 'checkbox' })
  const delay = element('input', { type: 'number', min: 0, max: 3_600_000 })
  const problem = element('p', { role: 'alert' })
  const rest = element('div')
  const workspace = element('div')
  let refresh = () => undefined
  let shown

  async function adjust(change) {
    problem.textContent = (await send('POST', 'settings', change)) ?? ''
    await refresh()
  }
  strict.addEventListener('change', () => adjust({ strict: strict.checked }))
  delay.addEventListener('change', () => adjust({ delay_ms: Number(delay.value) }))

  const form = element('div', {
    className: 'form',
    children: [
      element('label', { className: 'check', children: [strict, 'Strict: refuse what Braze mends or ignores'] }),
      element('label', { children: ['Delay of accepted writes, ms', delay] }),
      problem,
    ],
  })
  const root = element('div', {
    className: 'plain columns',
    tabindex: 0,
    role: 'region',
    'aria-label': 'Settings',
    children: [section('Settings', form, rest), workspace],
  })

  return {
    root,
    async show() {
      const [settings, { segments }, { subscription_groups: groups }] = await Promise.all([
        read('settings'),
        read('segments'),
        read('subscription-groups'),
      ])
      const text = JSON.stringify([settings, segments, groups])
      if (text === shown) return
      shown = text
      const { strict: isStrict, delay_ms: delayMs, total: _total, ...others } = settings
      strict.checked = isStrict
      if (document.activeElement !== delay) delay.value = delayMs
      rest.replaceChildren(json(others))
      const none = (what) => element('p', { className: 'quiet', text: `No ${what} was made.` })
      const members = segments.map((one) => [one.name, one.id, one.size])
      const lists = groups.map((one) => [one.name, one.id, one.channel])
      workspace.replaceChildren(
        section(
          'Segments',
          members.length === 0 ? none('segment') : table('Segments', ['Name', 'Id', 'Profiles'], members),
        ),
        section(
          'Subscription groups',
          lists.length === 0 ? none('group') : table('Subscription groups', ['Name', 'Id', 'Channel'], lists),
        ),
      )
    },
    onChange(listener) {
      refresh = listener
    },
  }
}
