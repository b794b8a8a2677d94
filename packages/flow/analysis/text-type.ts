import type { VariableType } from '../variable.ts'

/** What a text knows of a value before it is rendered. `date`, `email`, `code`: texts that are no numbers; `any`: only the run knows. */
export type TextType = 'text' | 'date' | 'email' | 'code' | 'number' | 'boolean' | 'list' | 'object' | 'any'

export const typesOfVariables: { readonly [type in VariableType]: TextType } = {
  text: 'text',
  choice: 'text',
  email: 'email',
  phone: 'code',
  date: 'date',
  time: 'code',
  'date-time': 'date',
  number: 'number',
  boolean: 'boolean',
  choices: 'list',
  file: 'object',
  location: 'object',
  form: 'object',
  json: 'any',
}

/** Members of the objects that variables hold, where they are fixed. */
export const membersOfVariables: { readonly [type in VariableType]?: readonly string[] } = {
  file: ['id', 'name', 'type', 'size'],
  location: ['latitude', 'longitude', 'name', 'address'],
}

/** As people say it. */
export const wordsFor: { readonly [type in TextType]: string } = {
  text: 'a text',
  date: 'a date',
  email: 'an e-mail address',
  code: 'a text',
  number: 'a number',
  boolean: 'true or false',
  list: 'a list',
  object: 'an object',
  any: 'anything',
}

interface FilterRow {
  /** Types that it makes nothing of. */
  readonly refuses: readonly TextType[]
  readonly gives: TextType | 'same'
  readonly repair: string
}

const texts = ['text', 'date', 'email', 'code'] as const
const scalars = [...texts, 'number', 'boolean'] as const

const arithmetic: FilterRow = {
  refuses: ['date', 'email', 'code', 'boolean', 'list', 'object'],
  gives: 'number',
  repair: 'Calculate with numbers; with dates and times in a "set" node.',
}
const letters: FilterRow = {
  refuses: ['number', 'boolean', 'list', 'object'],
  gives: 'text',
  repair: 'Use it on a text; of a list, join its items first.',
}
const words: FilterRow = { refuses: ['object'], gives: 'text', repair: 'Name one of its members.' }
const moment: FilterRow = {
  refuses: ['email', 'code', 'boolean', 'list', 'object'],
  gives: 'text',
  repair: 'Use it on a date, on "now" or on "results" that are dates.',
}
const listed = (gives: TextType): FilterRow => ({
  refuses: scalars,
  gives,
  repair: 'Use it on a list: a variable of type choices or json, or the result of "split".',
})
const measured = (gives: TextType): FilterRow => ({
  refuses: ['number', 'boolean'],
  gives,
  repair: 'Use it on a text or a list.',
})
const all = (gives: TextType | 'same'): FilterRow => ({ refuses: [], gives, repair: '' })

function rows(names: string, row: FilterRow): readonly (readonly [string, FilterRow])[] {
  return names.split(' ').map((name) => [name, row])
}

/** What is known of Liquid's filters; of those that are not here, nothing. */
export const filterRows: ReadonlyMap<string, FilterRow> = new Map([
  ...rows('abs at_least at_most ceil divided_by floor minus plus modulo times round', arithmetic),
  ...rows('upcase downcase capitalize truncatewords number_of_words strip_html newline_to_br slugify', letters),
  ...rows('append prepend lstrip rstrip strip squish remove remove_first remove_last replace replace_first', words),
  ...rows(
    'replace_last truncate normalize_whitespace strip_newlines url_encode url_decode cgi_escape uri_escape',
    words,
  ),
  ...rows('escape xml_escape escape_once base64_encode base64_decode', words),
  ...rows('date date_to_xmlschema date_to_rfc822 date_to_string date_to_long_string', moment),
  ...rows('join array_to_sentence_string', listed('text')),
  ...rows(
    'sort sort_natural map compact concat push unshift pop shift where reject where_exp reject_exp',
    listed('list'),
  ),
  ...rows('group_by group_by_exp uniq', listed('list')),
  ...rows('find find_exp', listed('any')),
  ...rows('find_index find_index_exp sum', listed('any')),
  ...rows('has has_exp', listed('boolean')),
  ...rows('size', measured('number')),
  ...rows('first last', measured('any')),
  ...rows('slice', measured('any')),
  ['split', { ...letters, gives: 'list' }],
  ['reverse', listed('list')],
  ['raw', all('same')],
  ['default', all('any')],
  ...rows('json jsonify inspect sha256 hmac_sha256', all('text')),
  ['to_integer', { ...arithmetic, refuses: ['date', 'email', 'list', 'object'] }],
])

/** Whether one value of each can be the same value, or one come before the other. */
export function areComparable(one: TextType, other: TextType): boolean {
  const kin = (type: TextType) => ((texts as readonly TextType[]).includes(type) ? 'text' : type)
  return one === 'any' || other === 'any' || kin(one) === kin(other)
}

export function isText(type: TextType): boolean {
  return (texts as readonly TextType[]).includes(type)
}
