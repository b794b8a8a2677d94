type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json }
type Schema = { readonly [member: string]: unknown }

const deepest = 6
const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const formats: { readonly [format: string]: string } = {
  email: 'ada@example.com',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  date: '1990-12-10',
  'date-time': '2031-05-03T10:00:00Z',
  time: '10:00:00',
  uuid: '2c3f0a1b-4e5f-4071-8293-a4b5c6d7e8f9',
}

/** By the name of a member, what people call such a thing. */
const known: readonly (readonly [RegExp, string])[] = [
  [/e_?mail/i, 'ada@example.com'],
  [/first_?name/i, 'Ada'],
  [/last_?name/i, 'Lovelace'],
  [/name/i, 'Ada Lovelace'],
  [/phone/i, '+14155550123'],
  [/city/i, 'London'],
  [/country/i, 'GB'],
  [/language|locale/i, 'en'],
  [/dob|birth/i, '1990-12-10'],
  [/external_id|user_?id/i, 'ada-1'],
  [/url|link/i, 'https://example.com/'],
]

/** A value that a JSON Schema takes, as people would give one: to try an action with. */
export function sampleOf(schema: unknown, name = '', depth = 0): Json {
  if (!isSchema(schema) || depth > deepest) return null
  if ('default' in schema) return schema.default as Json
  if ('const' in schema) return schema.const as Json
  if (Array.isArray(schema.examples) && schema.examples.length > 0) return schema.examples[0] as Json
  if (Array.isArray(schema.enum)) return (schema.enum[0] ?? null) as Json
  for (const member of ['anyOf', 'oneOf', 'allOf'] as const) {
    const options: unknown = schema[member]
    if (Array.isArray(options)) return sampleOf(options[0], name, depth + 1)
  }
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'object') return sampleObject(schema, depth)
  if (type === 'array') return isSchema(schema.items) ? [sampleOf(schema.items, name, depth + 1)] : []
  if (type === 'integer' || type === 'number') return sampleNumber(schema)
  if (type === 'boolean') return true
  return type === 'string' ? sampleText(schema, name) : null
}

function sampleObject({ properties }: Schema, depth: number): Json {
  if (!isSchema(properties)) return {}
  return Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, sampleOf(each, name, depth + 1)]))
}

function sampleNumber({ minimum, exclusiveMinimum }: Schema): number {
  if (typeof exclusiveMinimum === 'number' && exclusiveMinimum > -1e9) return exclusiveMinimum + 1
  return typeof minimum === 'number' && minimum > 1 ? minimum : 1
}

function sampleText({ format, minLength, maxLength }: Schema, name: string): string {
  const written =
    (typeof format === 'string' ? formats[format] : undefined) ??
    known.find(([pattern]) => pattern.test(name))?.[1] ??
    'text'
  const long = typeof minLength === 'number' ? written.padEnd(minLength, 'x') : written
  return typeof maxLength === 'number' ? long.slice(0, maxLength) : long
}
