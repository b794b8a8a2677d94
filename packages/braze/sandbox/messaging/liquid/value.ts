/** Deeper values are cut: nobody reads them in a message. */
const DEPTH = 20

/** A value as it appears in a text: as Ruby, and so Braze, writes it. Arrays run together, objects look like `{"a"=>1}`. */
export function showValue(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(showValue).join('')
  return typeof value === 'object' ? inspect(value, 0) : String(value)
}

function inspect(value: unknown, depth: number): string {
  if (value === undefined || value === null) return 'nil'
  if (typeof value !== 'object') return typeof value === 'string' ? JSON.stringify(value) : String(value)
  if (value instanceof Date) return value.toISOString()
  if (depth > DEPTH) return '...'
  if (Array.isArray(value)) return `[${value.map((item) => inspect(item, depth + 1)).join(', ')}]`
  const members = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}=>${inspect(item, depth + 1)}`)
  return `{${members.join(', ')}}`
}
