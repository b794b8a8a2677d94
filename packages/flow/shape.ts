import type { z } from 'zod'
import { suggest } from './nearest.ts'
import { dotted, type Path } from './path.ts'
import type { Report } from './report.ts'

/** Parses `value` and reports what does not fit; `null` when something does not. `at` is where the value stands. */
export function parseShape<Shape>(schema: z.ZodType<Shape>, value: unknown, at: Path, report: Report): Shape | null {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) addIssue(issue, schema, value, at, report)
  return null
}

function addIssue(issue: z.core.$ZodIssue, schema: z.ZodType, value: unknown, at: Path, report: Report): void {
  const inside = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))
  const path = [...at, ...inside]
  const name = nameOf(path)
  if (issue.code === 'unrecognized_keys') {
    const known = knownMembers(schema, value, inside)
    for (const key of issue.keys)
      report.add('unknown-member', [...path, key], `"${key}" is not a member here.`, suggest(key, known))
    return
  }
  if (valueAt(value, inside) === undefined) {
    report.add('wrong-shape', path, `"${name}" is missing.`, `Add the member "${name}".`)
    return
  }
  const message = issue.message.replace(/^Invalid input: /, '')
  report.add(
    'wrong-shape',
    path,
    `"${name}" does not have the right shape: ${message}.`,
    repairOf(issue, valueAt(value, inside)),
  )
}

/** The member that the path leads to, an item of a list by the list that it is in: "intents[0]". */
function nameOf(path: Path): string {
  const member = path.findLastIndex((part) => typeof part === 'string')
  return path.length === 0 ? 'The file' : dotted(path.slice(Math.max(member, 0)))
}

function repairOf(issue: z.core.$ZodIssue, given: unknown): string {
  if (issue.code === 'invalid_value' && typeof given === 'string') return suggest(given, issue.values.map(String))
  if (issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options)) {
    return `Use one of ${issue.options.map((option) => `"${String(option)}"`).join(', ')}.`
  }
  if (issue.code === 'invalid_type')
    return `Write ${/^[aeiou]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected} here.`
  return 'Change the value so that it fits.'
}

function valueAt(value: unknown, path: Path): unknown {
  let found = value
  for (const part of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, part)) return undefined
    found = (found as { [key: string | number]: unknown })[part]
  }
  return found
}

/** The members that the object schema at `path` allows, so that a mistyped one can be put right. */
function knownMembers(schema: z.ZodType, value: unknown, path: Path): readonly string[] {
  let definition: unknown = schema
  let given = value
  for (const part of [...path, null]) {
    definition = resolve(definition, given)
    if (part === null) break
    const { shape, element, valueType } = membersOf(definition)
    definition = shape?.[part] ?? element ?? valueType
    given = valueAt(given, [part])
  }
  return Object.keys(membersOf(definition).shape ?? {})
}

interface Members {
  readonly shape?: { readonly [member: string]: unknown }
  readonly element?: unknown
  readonly valueType?: unknown
  readonly innerType?: unknown
  readonly options?: readonly unknown[]
}

function membersOf(schema: unknown): Members {
  return (schema as { readonly _zod?: { readonly def?: Members } } | undefined)?._zod?.def ?? {}
}

/** Looks through `optional` and picks the member of a union that the value says it is. */
function resolve(schema: unknown, given: unknown): unknown {
  const { innerType, options } = membersOf(schema)
  if (innerType !== undefined) return resolve(innerType, given)
  if (options === undefined) return schema
  return options.find((option) => {
    const { shape } = membersOf(option)
    return ['type', 'kind'].some(
      (member) => shape?.[member] !== undefined && fits(shape[member], valueAt(given, [member])),
    )
  })
}

function fits(schema: unknown, value: unknown): boolean {
  return (schema as z.ZodType).safeParse(value).success
}
