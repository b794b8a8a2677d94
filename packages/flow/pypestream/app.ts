/**
 * `app.py`: its parameters become those of the solution, what looks like a secret becomes one, and the file stays for the scripts
 * without either.
 */
import type { Value, Values } from '../value.ts'
import { type Literal, readLiteral } from './python-literal.ts'

export interface App {
  readonly params: { readonly sandbox: Values; readonly prod: Values }
  /** Names of secrets; their values are nowhere any more. */
  readonly secrets: readonly string[]
  /** The file without the values that moved. */
  readonly text: string
  /** Whether `PARAMS` could be read. */
  readonly read: boolean
}

const wordsForSecrets =
  /(?:^|[^a-z])(?:api)?_?keys?(?:$|[^a-z])|api_?key|token|secret|passw|pwd|credential|authoriz|bearer/i
const withPassword = /^\w+:\/\/[^/\s:@]*:[^/\s@]+@/
const knownBeginnings =
  /^(?:(?:sk|pk|rk)[-_](?:live|test|proj|ant)|xox[a-z]-|gh[pousr]_|AKIA|AIza|SG\.|eyJ[\w-]+\.|Bearer\s)/

function looksSecret(name: string, value: string): boolean {
  const spaced = name.replace(/([a-z])([A-Z])/g, '$1_$2')
  return wordsForSecrets.test(spaced) || withPassword.test(value) || knownBeginnings.test(value)
}

const environments: { readonly [name: string]: 'sandbox' | 'prod' } = {
  sandbox: 'sandbox',
  live: 'prod',
  prod: 'prod',
  production: 'prod',
}

interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

class Rewriting {
  readonly edits: Edit[] = []
  readonly secrets = new Set<string>()
  readonly params: { sandbox: { [name: string]: Value }; prod: { [name: string]: Value } } = { sandbox: {}, prod: {} }

  /** Takes the values of one environment out. */
  environment(name: string, values: Literal): void {
    const ours = Object.hasOwn(environments, name) ? environments[name] : undefined
    for (const { key, literal } of values.members ?? []) {
      if (this.#hide(key, literal) || ours === undefined || literal.value === undefined || isPlaceholder(literal.value))
        continue
      this.params[ours][key] = literal.value
      this.edits.push({ start: literal.start, end: literal.end, text: 'None' })
    }
  }

  /** Whether the literal holds a secret, which is one no more. */
  #hide(name: string, { value, start, end, members }: Literal): boolean {
    if (typeof value === 'string' && value !== '' && !isPlaceholder(value) && looksSecret(name, value)) {
      this.secret(name, start, end)
      return true
    }
    // Every member is looked at, whatever came of those before.
    return (members ?? []).map(({ key, literal }) => this.#hide(`${name}_${key}`, literal)).some(Boolean)
  }

  secret(name: string, start: number, end: number): void {
    const secret = secretName(name)
    this.secrets.add(secret)
    const isOwnKey = secret === name
    this.edits.push({
      start,
      end,
      text: isOwnKey ? `'{ ${secret} }'` : `__import__('os').environ.get('${secret.toUpperCase()}')`,
    })
  }
}

function secretName(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60)
  return /^[a-z]/.test(words) ? words : `key_${words}`
}

/** `{ BRAZE API KEY }`: a place that waits for a value. */
function isPlaceholder(value: Value): boolean {
  return typeof value === 'string' && /^(?:\{.*\}|\$\{.*\}|<.*>)$/s.test(value.trim())
}

export function readApp(text: string): App {
  const rewriting = new Rewriting()
  const begins = /^PARAMS[ \t]*(?::[^=\n]*)?=[ \t]*(?=\{)/m.exec(text)
  const params = begins === null ? null : readLiteral(text, begins.index + begins[0].length)
  const environmentsOf = params?.members ?? []
  for (const { key, literal } of environmentsOf) rewriting.environment(key, literal)
  hideElsewhere(text, rewriting)
  const rewritten = rewriting.edits
    .toSorted((one, other) => other.start - one.start)
    .reduce((whole, { start, end, text: put }) => whole.slice(0, start) + put + whole.slice(end), text)
  const read = begins === null ? !/\bPARAMS\b/.test(text) : params !== null
  return { params: rewriting.params, secrets: [...rewriting.secrets], text: rewritten, read }
}

/** Secrets outside of `PARAMS`, or in one that cannot be read: `API_KEY = '…'`, `'api_key': '…'`. */
function hideElsewhere(text: string, rewriting: Rewriting): void {
  const pairs = /(?:^[ \t]*([A-Za-z_]\w*)[ \t]*(?::[^=\n]*)?=[ \t]*|(['"])([\w. -]+)\2[ \t]*:[ \t]*)(?=[rRuU]?['"])/gm
  for (const found of text.matchAll(pairs)) {
    const start = found.index + found[0].length
    const name = found[1] ?? found[3] ?? ''
    const literal = readLiteral(text, start)
    if (literal === null || typeof literal.value !== 'string' || literal.value === '' || isPlaceholder(literal.value))
      continue
    const isDone = rewriting.edits.some((edit) => start < edit.end && literal.end > edit.start)
    if (!isDone && looksSecret(name, literal.value)) {
      const secret = secretName(name)
      rewriting.secrets.add(secret)
      const put = `__import__('os').environ.get('${secret.toUpperCase()}')`
      rewriting.edits.push({ start, end: literal.end, text: put })
    }
  }
}
