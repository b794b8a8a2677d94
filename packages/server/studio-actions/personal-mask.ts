/** What stands where somebody's own value was. */
export const mask = '••••'

/** Members whose values say what a request is about and not who: they stay readable. */
const plainMembers: ReadonlySet<string> = new Set([
  '_merge_objects',
  '_update_existing_only',
  'alias_label',
  'attributes_processed',
  'aliases_processed',
  'broadcast',
  'campaign_id',
  'canvas_id',
  'code',
  'currency',
  'dispatch_id',
  'events_processed',
  'fields_to_export',
  'index',
  'input_array',
  'merge_behavior',
  'notice',
  'price',
  'prioritization',
  'product_id',
  'purchases_processed',
  'quantity',
  'segment_id',
  'send_id',
  'status',
  'subscription_group_id',
  'subscription_state',
  'time',
])
/** Members that are sentences of Braze's own, which may repeat a value. */
const sentences: ReadonlySet<string> = new Set(['message', 'type', 'error', 'errors', 'reason'])

const address = /[^\s"'<>]+@[^\s"'<>]+/g
const longDigits = /\+?\d[\d ()-]{6,}\d/g

/** Of a sentence: e-mail addresses and telephone numbers. */
export const maskText = (text: string): string => text.replaceAll(address, mask).replaceAll(longDigits, mask)

/** The same JSON with every value of a person taken out. Names of members stay, so that one sees what was sent. */
export function maskPersonal(value: unknown, member = '', parent = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => maskPersonal(each, member, parent))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, maskPersonal(inner, name, member)]))
  if (value === null || typeof value === 'boolean') return value
  if (plainMembers.has(member) || (member === 'name' && parent === 'events')) return value
  if (sentences.has(member)) return typeof value === 'string' ? maskText(value) : value
  return mask
}

/** The values of a query; its names stay. */
export function maskPath(path: string): string {
  const [place = '', query] = path.split('?')
  if (query === undefined) return place
  return `${place}?${query.replaceAll(/=([^&]*)/g, (whole, value: string) => (/^\d{1,5}$/.test(value) ? whole : `=${mask}`))}`
}
