import { createBrowser, SHOWN } from './browser.js'
import { read } from './control.js'
import { element, facts, json, moment, pill, section } from './element.js'

export function createRequestView() {
  return createBrowser({
    name: 'requests',
    placeholder: 'path, body, answer or key',
    label: 'Search requests',
    empty: 'Choose a request to see what was sent and what was answered.',
    filter: { label: 'Only with errors or warnings' },
    key: (request) => request.id,
    line: (request) => [
      element('span', {
        className: 'row',
        children: [element('strong', { text: `${request.method} ${request.path}` }), statusOf(request)],
      }),
      moment(request.at),
    ],
    async load(wanted, troubled) {
      const only = troubled ? '&troubled=true' : ''
      const query = `requests?summary=true&limit=${SHOWN}&search=${encodeURIComponent(wanted)}${only}`
      const { requests, total } = await read(query)
      return { items: requests.toReversed(), total }
    },
    async open(id) {
      const request = await read(`requests/${encodeURIComponent(id)}`)
      return request && { data: request, render: () => renderRequest(request) }
    },
  })
}

function statusOf({ status, troubled }) {
  if (status === null) return pill('dropped', 'bad')
  if (status >= 400) return pill(String(status), 'bad')
  return troubled ? pill(`${status} partly`, 'busy') : pill(String(status), 'good')
}

function isTroubled({ warnings, response }) {
  return warnings !== undefined || response?.errors !== undefined
}

function renderRequest(request) {
  const { id, at, method, path, key, body, response, warnings } = request
  const [address, query] = path.split('?')
  const parts = [
    element('h2', { children: [`${method} ${address} `, statusOf({ ...request, troubled: isTroubled(request) })] }),
    facts([
      ['at', moment(at)],
      ['request id', id],
      ['key', key ?? 'none'],
      ['query', query === undefined ? undefined : Object.fromEntries(new URLSearchParams(query))],
    ]),
  ]
  if (warnings !== undefined) {
    const list = warnings.map((text) => element('li', { text }))
    parts.push(section('Accepted but ignored', element('ul', { className: 'warnings', children: list })))
  }
  if (body !== null) parts.push(section('Body', json(body)))
  parts.push(section('Answer', response === null ? element('p', { className: 'quiet', text: 'none' }) : json(response)))
  return parts
}
