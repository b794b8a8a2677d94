// What a page calls is read here once: what comes out is right, what is wrong is told to the page's author.
import type { BootOptions, Consent, ParleyCall, ParleyEvents, SetOptions } from './command.ts'

/** A call that was understood. */
export type Command =
  | { readonly kind: 'boot'; readonly options: BootOptions }
  | { readonly kind: 'show' | 'hide' | 'toggle' | 'restart' }
  | { readonly kind: 'shutdown' }
  | { readonly kind: 'identify'; readonly token: string }
  | { readonly kind: 'set'; readonly changes: SetOptions }
  | { readonly kind: 'track'; readonly name: string; readonly properties: unknown }
  | { readonly kind: 'consent'; readonly level: Consent }
  | ({ readonly kind: 'on' } & Listening)
  | ({ readonly kind: 'off' } & Listening)

interface Listening {
  readonly event: keyof ParleyEvents
  readonly listener: (detail: never) => void
}

export interface ReadCall {
  /** `null`: nothing can be made of it. */
  readonly command: Command | null
  readonly complaints: readonly string[]
}

/** What a value must be, and how that is said. */
interface Kind {
  readonly is: (value: unknown) => boolean
  readonly name: string
}

const oneOf = (...values: readonly string[]): Kind => ({
  is: (value) => values.includes(value as string),
  name: values.map((value) => `"${value}"`).join(' or '),
})
const text: Kind = { is: (value) => typeof value === 'string' && value !== '', name: 'a text' }
const record: Kind = {
  is: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  name: 'an object',
}

const look = {
  title: text,
  subtitle: text,
  accent: text,
  avatar: text,
  launcher: { is: (value) => typeof value === 'boolean' || text.is(value), name: 'true, false or a text' },
  position: oneOf('left', 'right'),
  theme: oneOf('light', 'dark', 'auto'),
} as const satisfies { readonly [option: string]: Kind }

const settable = { ...look, language: text, variables: record }

const consents = oneOf('none', 'essential', 'full')

const bootable = {
  ...settable,
  solution: text,
  environment: oneOf('sandbox', 'prod'),
  flow: text,
  identity: text,
  link: text,
  preview: text,
  contact: record,
  key: text,
  mode: oneOf('window', 'inline', 'page'),
  target: { is: (value) => text.is(value) || value instanceof Element, name: 'an element or a CSS selector' },
  consent: consents,
} as const satisfies { readonly [option in keyof BootOptions]-?: Kind }

const events = oneOf('ready', 'open', 'close', 'message', 'first-message', 'end', 'error')

const commandNames = [
  'boot',
  'show',
  'hide',
  'toggle',
  'restart',
  'shutdown',
  'identify',
  'set',
  'track',
  'consent',
  'on',
  'off',
] as const

const isCommand = (name: unknown): name is (typeof commandNames)[number] => commandNames.includes(name as never)

const refused = (complaint: string): ReadCall => ({ command: null, complaints: [complaint] })
const understood = (command: Command): ReadCall => ({ command, complaints: [] })

/** Commands that need one thing, and what that is. */
const needed: { readonly [command: string]: Kind } = {
  boot: record,
  set: record,
  identify: text,
  track: text,
  consent: consents,
}

export function readCall([name, first, second]: ParleyCall): ReadCall {
  if (!isCommand(name)) return refused(`there is no command ${shown(name)}; there are ${commandNames.join(', ')}`)
  const need = needed[name]
  if (need?.is(first) === false) return refused(`${name}: needs ${need.name}, not ${shown(first)}`)
  if (name === 'boot') return readBoot(first as object)
  if (name === 'set') {
    const { kept, complaints } = readOptions(name, first as object, settable)
    return { command: { kind: name, changes: kept }, complaints }
  }
  if (name === 'identify') return understood({ kind: name, token: first as string })
  if (name === 'track') return understood({ kind: name, name: first as string, properties: second ?? {} })
  if (name === 'consent') return understood({ kind: name, level: first as Consent })
  if (name === 'on' || name === 'off') return readListening(name, first, second)
  return understood(name === 'shutdown' ? { kind: name } : { kind: name })
}

function readBoot(given: object): ReadCall {
  const { kept, complaints } = readOptions('boot', given, bootable)
  if (!('solution' in kept)) return { command: null, complaints: [...complaints, 'boot: needs a solution'] }
  return { command: { kind: 'boot', options: kept as unknown as BootOptions }, complaints }
}

function readListening(kind: 'on' | 'off', event: unknown, listener: unknown): ReadCall {
  if (!events.is(event)) return refused(`${kind}: there is no event ${shown(event)}; there are ${events.name}`)
  if (typeof listener !== 'function') return refused(`${kind}: needs a function as its third argument`)
  const listening = { event, listener } as Listening
  return understood(kind === 'on' ? { kind, ...listening } : { kind, ...listening })
}

/** What is wrong is left out; the rest counts. */
function readOptions(command: string, given: object, kinds: { readonly [option: string]: Kind }) {
  const kept: { [option: string]: unknown } = {}
  const complaints: string[] = []
  for (const [option, value] of Object.entries(given)) {
    const kind = Object.hasOwn(kinds, option) ? kinds[option] : undefined
    if (kind === undefined)
      complaints.push(`${command}: there is no option "${option}"; there are ${Object.keys(kinds).join(', ')}`)
    else if (value === undefined || value === null) continue
    else if (kind.is(value)) kept[option] = value
    else complaints.push(`${command}: ${option} must be ${kind.name}, not ${shown(value)}`)
  }
  return { kept, complaints }
}

/** As far as it helps: what a page passes may be long. */
function shown(value: unknown): string {
  if (typeof value === 'string') return `"${value.slice(0, 40)}"`
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}
