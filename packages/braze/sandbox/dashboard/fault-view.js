import { read, send } from './control.js'
import { element, pill, section, table } from './element.js'

export function createFaultView() {
  const list = element('div')
  const problem = element('p', { role: 'alert' })
  const endpoints = element('datalist', { id: 'endpoints' })
  let refresh = () => undefined
  let shown

  const form = element('form', {
    className: 'form',
    children: [
      field('Endpoint', { name: 'endpoint', list: 'endpoints', required: true, placeholder: 'POST /users/track' }),
      endpoints,
      group(
        'What happens',
        field('Status to answer', { name: 'status', inputmode: 'numeric', pattern: '[0-9]{3}', placeholder: '500' }),
        check('as the page of a server in front', 'page'),
        check('break the answer off in its middle', 'malformed'),
        choice('Drop the connection', 'drop', [
          ['', 'no'],
          ['before', 'before applying'],
          ['after', 'after applying'],
        ]),
        field('Objects to refuse, by position', { name: 'partial', placeholder: '0, 2' }),
        field('Share of objects to refuse', { name: 'partial_rate', ...share }),
      ),
      group(
        'How long it takes',
        field('Wait before handling, ms', { name: 'latency_ms', type: 'number', min: 0, max: 600_000 }),
        field('Answer arrives within, ms', { name: 'slow_ms', type: 'number', min: 0, max: 600_000 }),
      ),
      group(
        'How often',
        field('Times (blank: for ever)', { name: 'times', type: 'number', min: 1 }),
        field('Share of requests', { name: 'rate', ...share }),
      ),
      problem,
      element('button', { type: 'submit', className: 'primary', text: 'Add fault' }),
    ],
    on: {
      async submit(event) {
        event.preventDefault()
        problem.textContent = (await send('POST', 'faults', readFault(form))) ?? ''
        if (problem.textContent === '') form.reset()
        await refresh()
      },
    },
  })
  const clear = element('button', {
    type: 'button',
    text: 'Clear all faults',
    on: {
      async click() {
        await send('DELETE', 'faults')
        await refresh()
      },
    },
  })
  const root = element('div', {
    className: 'plain columns',
    tabindex: 0,
    role: 'region',
    'aria-label': 'Faults',
    children: [section('At work', list, clear), section('New fault', form)],
  })
  read('endpoints').then((found) =>
    endpoints.replaceChildren(...(found?.endpoints ?? []).map((value) => element('option', { value }))),
  )

  return {
    root,
    async show() {
      const { faults } = await read('faults')
      const text = JSON.stringify(faults)
      if (text === shown) return
      shown = text
      clear.hidden = faults.length === 0
      const rows = faults.map(({ endpoint, hits, id, ...fault }) => [
        endpoint,
        describe(fault),
        pill(`${hits} times`, hits > 0 ? 'busy' : ''),
      ])
      const none = element('p', { className: 'quiet', text: 'None: the sandbox behaves.' })
      list.replaceChildren(faults.length === 0 ? none : table('Faults', ['Endpoint', 'Fault', 'Struck'], rows))
    },
    onChange(listener) {
      refresh = listener
    },
  }
}

const share = { type: 'number', min: 0, max: 1, step: 'any', placeholder: '0 to 1' }

function describe(fault) {
  return Object.entries(fault)
    .map(([name, value]) => (value === true ? name : `${name} ${JSON.stringify(value)}`))
    .join(', ')
}

function field(label, attributes) {
  return element('label', { children: [label, element('input', attributes)] })
}

function check(label, name) {
  return element('label', { className: 'check', children: [element('input', { type: 'checkbox', name }), label] })
}

function choice(label, name, options) {
  const children = options.map(([value, text]) => element('option', { value, text }))
  return element('label', { children: [label, element('select', { name, children })] })
}

function group(legend, ...children) {
  return element('fieldset', { children: [element('legend', { text: legend }), ...children] })
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
