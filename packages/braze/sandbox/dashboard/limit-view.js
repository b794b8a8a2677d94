import { read } from './control.js'
import { element, section, table } from './element.js'

export function createLimitView() {
  const root = element('div', { className: 'plain', tabindex: 0, role: 'region', 'aria-label': 'Rate limits' })
  let shown
  return {
    root,
    async show() {
      const { limits } = await read('limits')
      const text = JSON.stringify(limits)
      if (text === shown) return
      shown = text
      const rows = limits.map(({ bucket, limit, remaining, retryAfter }) => [
        bucket,
        element('meter', {
          min: 0,
          max: limit,
          low: limit / 10,
          optimum: limit,
          value: remaining,
          'aria-label': `${remaining} of ${limit} are left`,
        }),
        `${remaining.toLocaleString('en')} of ${limit.toLocaleString('en')}`,
        `${retryAfter} s`,
      ])
      const none = element('p', { className: 'quiet', text: 'No request has counted in a window that still runs.' })
      const content = limits.length === 0 ? none : table('Rate limits', ['Bucket', 'Left', '', 'New in'], rows)
      root.replaceChildren(section('Rate limits', content))
    },
    onChange: () => undefined,
  }
}
