import { readEmail } from '../answers/email.ts'
import { type FieldType, profileFields } from '../braze-facts.ts'
import { isIsoDate } from '../calendar.ts'
import type { Expression } from '../expression.ts'
import type { NodeBuild } from '../node-build.ts'
import type { Path } from '../path.ts'
import type { VariableType } from '../variable.ts'
import { findWrongMember } from './member-check.ts'

/** What a field accepts, as far as it can be told before anything runs. */
interface Acceptance {
  /** For people: "the field … is ‹this›". */
  readonly is: string
  /** What to do when it is something else. */
  readonly repair: string
  /** Types of variables that hold such a value; json always may. */
  readonly variables: readonly VariableType[]
  /** CEL types that such a value may have; dyn always may. */
  readonly types: readonly string[]
  /** Whether a value written out, or the id of a choice, is such a value. */
  accepts(value: string | number | boolean): boolean
}

const words = { types: ['string'], accepts: (value: unknown) => typeof value === 'string' }

const acceptances: { readonly [type in Extract<FieldType, string>]: Acceptance } = {
  text: {
    ...words,
    is: 'a text',
    repair: 'Give a text, or convert it: string(…).',
    variables: ['text', 'choice', 'email', 'phone', 'date'],
  },
  email: {
    ...words,
    is: 'an e-mail address',
    repair: 'Give a variable of type email, or an address such as "ada@example.com".',
    variables: ['email', 'text'],
    accepts: (value) => typeof value === 'string' && readEmail(value) !== null,
  },
  phone: {
    ...words,
    is: 'a phone number',
    repair: 'Give a variable of type phone, or a number such as "+447400123456".',
    variables: ['phone', 'text'],
    accepts: (value) => typeof value === 'string' && /^\+?[\d\s().-]{3,30}$/.test(value),
  },
  date: {
    ...words,
    is: 'a date',
    repair: 'Give a variable of type date, or a date such as "1990-05-03".',
    variables: ['date'],
    accepts: (value) => typeof value === 'string' && isIsoDate(value),
  },
  time: {
    types: ['string', 'google.protobuf.Timestamp'],
    is: 'a time',
    repair: 'Give "now", a variable of type date, or a time such as "2026-05-03T10:00:00Z".',
    variables: ['date', 'text'],
    accepts: isTime,
  },
  boolean: {
    types: ['bool'],
    is: 'true or false',
    repair: 'Give true, false or a variable of type boolean.',
    variables: ['boolean'],
    accepts: (value) => typeof value === 'boolean',
  },
  country: {
    ...words,
    is: 'a country by its two letters',
    repair: 'Use ISO 3166-1, such as "GB" or "KR".',
    variables: ['text', 'choice'],
    accepts: (value) => typeof value === 'string' && /^[A-Za-z]{2}$/.test(value),
  },
  language: {
    ...words,
    is: 'a language by its two letters',
    repair: 'Use ISO 639-1, such as "en" or "ko".',
    variables: ['text', 'choice'],
    accepts: (value) => typeof value === 'string' && /^[A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?$/.test(value),
  },
  'time-zone': {
    ...words,
    is: 'a time zone by its IANA name',
    repair: 'Use a name such as "Europe/London".',
    variables: ['text', 'choice'],
    accepts: (value) => typeof value === 'string' && isTimeZone(value),
  },
  location: {
    types: ['map'],
    is: 'an object with "longitude" and "latitude"',
    repair: "Write {'longitude': …, 'latitude': …}.",
    variables: [],
    accepts: () => false,
  },
  object: { types: ['map'], is: 'an object', repair: "Write {'…': …}.", variables: [], accepts: () => false },
  list: { types: ['list'], is: 'a list of objects', repair: "Write [{'…': …}].", variables: [], accepts: () => false },
}

function oneOf(values: readonly string[]): Acceptance {
  return {
    ...words,
    is: `one of ${values.map((value) => `"${value}"`).join(', ')}`,
    repair: 'Give one of these; the ids of a choice may be these.',
    variables: ['text', 'choice'],
    accepts: (value) => typeof value === 'string' && values.includes(value),
  }
}

/** Holds the value of the standard profile field `name` against what Braze takes there. */
export function checkField(name: string, expression: Expression, build: NodeBuild, path: Path): void {
  const field = profileFields[name]
  if (field === undefined) return
  const acceptance = typeof field.type === 'string' ? acceptances[field.type] : oneOf(field.type)
  const given = misfit(expression, acceptance, build) ?? findWrongMember(name, expression.outline)
  if (given === null) return
  build.problem(
    'braze-field',
    path,
    `The field "${name}" is ${acceptance.is}, and this is ${given}.`,
    acceptance.repair,
  )
}

/** What is given instead of something acceptable, in words; `null` when nothing speaks against it. */
function misfit({ outline, type }: Expression, acceptance: Acceptance, build: NodeBuild): string | null {
  if (outline.kind === 'constant') {
    // Null is left out.
    if (outline.value === null || acceptance.accepts(outline.value)) return null
    return JSON.stringify(outline.value).slice(0, 80)
  }
  const declared = outline.kind === 'name' ? build.declared(outline.name) : null
  if (outline.kind === 'name' && declared !== null) {
    if (declared.type !== 'json' && !acceptance.variables.includes(declared.type))
      return `a variable of type ${declared.type}`
    const choice = build.choiceIds(outline.name).find((id) => !acceptance.accepts(id))
    return choice === undefined ? null : `sometimes the choice "${choice}"`
  }
  const fits = type === 'dyn' || acceptance.types.some((each) => type === each || type.startsWith(`${each}<`))
  return fits ? null : type
}

/** Whether `value` is a day or a moment in ISO 8601. */
export function isTime(value: unknown): value is string {
  if (typeof value !== 'string') return false
  const found =
    /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.:]\d{1,6})?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?)?$/.exec(value)
  return found?.[1] !== undefined && isIsoDate(found[1])
}

function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '' && /^[A-Z]/.test(name)
  } catch {
    return false
  }
}
