import { createHash, createHmac } from 'node:crypto'
import { type Context, type FilterImplOptions, filters as standard } from 'liquidjs'
import { chargeFor, EFFORT } from './budget.ts'
import { LiquidProblem } from './problem.ts'
import { showValue } from './value.ts'

/** Filters of liquidjs that Shopify's Liquid 5 does not have, or Braze documents as missing. */
const missing: readonly string[] = [
  'find_index',
  'find_index_exp',
  'find_exp',
  'lstrip',
  'rstrip',
  'sample',
  'xml_escape',
  'cgi_escape',
  'uri_escape',
  'slugify',
  'push',
  'pop',
  'unshift',
  'shift',
  'where_exp',
  'reject_exp',
  'group_by',
  'group_by_exp',
  'has_exp',
  'date_to_xmlschema',
  'date_to_rfc822',
  'date_to_string',
  'date_to_long_string',
  'normalize_whitespace',
  'number_of_words',
  'array_to_sentence_string',
  'raw',
  'jsonify',
  'to_integer',
  'inspect',
  'sha256',
]

type Handler = (this: { readonly context: Context }, value: unknown, ...parameters: unknown[]) => unknown

/** The filters of Braze, each charging what it produces to the memory of the rendering. `now` is the time of `'now'`. */
export function createFilters(now: () => number): { readonly [name: string]: FilterImplOptions } {
  const all: { [name: string]: Handler } = {}
  for (const [name, filter] of Object.entries(standard)) {
    if (typeof filter === 'function' && !missing.includes(name)) all[name] = filter as Handler
  }
  Object.assign(all, braze, { date: dateFilter(all.date, now), time_zone: timeZoneFilter(now) })
  return Object.fromEntries(Object.entries(all).map(([name, filter]) => [name, charge(name, filter)]))
}

/** Filters that take a while whatever they are given, as effort. */
const slow: { readonly [name: string]: number } = {
  date: 5000,
  time_zone: 5000,
  money: 3000,
  number_with_delimiter: 3000,
}

/** Filters that ask every item of a list for a member: effort for each besides that for the item. */
const ASKED = 1000
const asking: ReadonlySet<string> = new Set([
  'where',
  'reject',
  'find',
  'find_index',
  'has',
  'map',
  'sum',
  'uniq',
  'sort',
  'sort_natural',
])

/**
 * Charges for all that goes into the filter and for what comes out: a result of several times the size of what went in, taken as the
 * next input, would fill any memory in a few rounds.
 */
function charge(name: string, filter: Handler): Handler {
  const effort = slow[name] ?? EFFORT.filter
  return function (value, ...parameters) {
    const asked = Array.isArray(value) && asking.has(name) ? value.length * ASKED : 0
    chargeFor(this.context, [value, ...parameters], effort + asked)
    const result = filter.call(this, value, ...parameters)
    if (typeof result === 'string') this.context.memoryLimit.use(result.length)
    return result
  }
}

const braze: { readonly [name: string]: Handler } = {
  // Behind a content block the dashboard writes the block's own id; it changes nothing.
  id: (value) => value,
  md5: digest('md5'),
  sha1: digest('sha1'),
  sha2: digest('sha256'),
  hmac_sha1_hex: hmac('sha1'),
  hmac_sha256: hmac('sha256'),
  hmac_sha512: hmac('sha512'),
  base64_encode: (value) => Buffer.from(showValue(value)).toString('base64'),
  base64_decode: (value) => Buffer.from(showValue(value), 'base64').toString(),
  url_param_escape: (value) =>
    encodeURIComponent(showValue(value)).replace(
      /[!'()*]/g,
      (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
    ),
  json_escape: (value) => JSON.stringify(showValue(value)).slice(1, -1),
  json_parse: (value) => parseJson(showValue(value)),
  as_json_string: (value) => JSON.stringify(value ?? null),
  property_accessor: (value, key) => {
    const name = showValue(key)
    return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
      ? (value as { readonly [member: string]: unknown })[name]
      : undefined
  },
  divided_by: (value, divisor) => {
    const [dividend, by] = [toNumber(value), toNumber(divisor)]
    if (by === 0) throw new LiquidProblem('divided by 0')
    return isWhole(value) && isWhole(divisor) ? Math.floor(dividend / by) : dividend / by
  },
  // Two places and thousands apart; unlike Shopify's it does not divide by 100.
  money: (value) => toNumber(value).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  number_with_delimiter: (value) => toNumber(value).toLocaleString('en-US', { maximumFractionDigits: 10 }),
}

function digest(algorithm: string): Handler {
  return (value) => createHash(algorithm).update(showValue(value)).digest('hex')
}

function hmac(algorithm: string): Handler {
  return (value, key) => createHmac(algorithm, showValue(key)).update(showValue(value)).digest('hex')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isWhole(value: unknown): boolean {
  return typeof value === 'string' ? /^-?\d+$/.test(value.trim()) : Number.isInteger(value)
}

function toNumber(value: unknown): number {
  const number = Number(value)
  return Number.isFinite(number) ? number : 0
}

/** A time with its own offset keeps it; everything else is shown in UTC. */
function dateFilter(date: Handler | undefined, now: () => number): Handler {
  if (date === undefined) throw new Error('liquidjs has no date filter any more')
  return function (given, format) {
    const value = given === 'now' || given === 'today' ? new Date(now()).toISOString() : given
    const zone = typeof value === 'string' ? /([+-])(\d\d):?(\d\d)$/.exec(value) : null
    if (zone === null || !/\d\d:\d\d/.test(String(value))) return date.call(this, value, format)
    const minutes = Number(zone[2]) * 60 + Number(zone[3])
    return date.call(this, value, format, zone[1] === '+' ? -minutes : minutes)
  }
}

/** The moment in another zone, `2030-01-31 07:00:00 -0500`. What is no time, or no zone, stays as it is. */
function timeZoneFilter(now: () => number): Handler {
  return (given, zone) => {
    const name = showValue(zone)
    const text = given === 'now' || given === 'today' ? now() : given
    const at = new Date(typeof text === 'number' || text instanceof Date ? text : showValue(text))
    if (Number.isNaN(at.getTime())) return given
    try {
      return showInZone(at, name)
    } catch {
      return given
    }
  }
}

const formats = new Map<string, Intl.DateTimeFormat>()
/** Zones that are remembered: making a format takes long, and much memory. */
const FORMATS = 100

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'longOffset',
  })
  if (formats.size >= FORMATS) formats.clear()
  formats.set(timeZone, made)
  return made
}

function showInZone(at: Date, timeZone: string): string {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  const offset = parts.timeZoneName?.replace('GMT', '').replace(':', '')
  return `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}:${parts.second} ${offset === '' ? '+0000' : offset}`
}
