/**
 * Secrets that stand in what is kept in the clear: a flow, a text, a parameter, the code of a solution.
 *
 * Only what is a secret by its own form is taken for one, or what stands under a name that says so and is long and random enough.
 * A warning that cries wolf is switched off, and then it warns of nothing.
 *
 * FC11 a secret is named by its kind and its place, and never shown
 */
import type { Path } from './path.ts'
import type { Value } from './value.ts'

export interface FoundSecret {
  /** Offset in the text. */
  readonly at: number
  readonly length: number
  /** For people: "an AWS access key". */
  readonly what: string
}

/** Secrets that can be told by their form, wherever they stand. */
const forms: readonly (readonly [what: string, form: RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/g],
  ['an AWS access key', /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g],
  ['a Google API key', /\bAIza[\w-]{35}\b/g],
  ['a Google OAuth secret', /\bGOCSPX-[\w-]{28}\b/g],
  ['a Slack token', /\bxox[abeoprs]-[\w-]{10,}/g],
  ['a Slack webhook', /\bhooks\.slack\.com\/services\/T\w+\/B\w+\/\w{20,}/g],
  ['a Stripe key', /\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,}/g],
  ['a Stripe webhook secret', /\bwhsec_[A-Za-z0-9+/=]{24,}/g],
  ['a Twilio key', /\bSK[0-9a-f]{32}\b/g],
  ['a SendGrid key', /\bSG\.[\w-]{16,32}\.[\w-]{32,64}\b/g],
  ['a GitHub token', /\bgh[oprsu]_[A-Za-z0-9]{36,}\b|\bgithub_pat_\w{50,}\b/g],
  ['an OpenAI or Anthropic key', /\bsk-(?:proj-|ant-)?[\w-]{32,}/g],
  ['a JSON Web Token', /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g],
  ['a bearer token', /\b[Bb]earer\s+(?=[\w~+/=.-]*\d)[\w~+/=.-]{20,}/g],
  ['a password in an address', /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@{}"']+:(?![{<$*])[^\s/:@{}"']{4,}@/g],
]

/** A value that is written under a name: `api_key: '…'`, `"token": "…"`, `password=…`. */
const assigned = /([\w-]{2,64})[\\"'`]{0,3}\s{0,9}[:=]\s{0,9}[\\"'`]{0,4}([^\s"'`,;{}()<>&|\\]{8,200})/g

/** Names under which a secret stands. */
const secretName =
  /(?:^|[_-])(?:(?:api|access|auth|rest|private|secret|signing|webhook|encryption|client|braze)[_-]?)*(?:key|token|secret|password|passwd|pwd|credentials?)$/i
/** Keys that are meant to be seen. */
const openName = /public|publishable|site|idempotency|sort|primary|foreign/i
const passwordName = /(?:^|[_-])(?:password|passwd|pwd)$/i

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
/** Letters and digits mixed, as nobody makes up by hand. */
const random = /^(?=.*\d)(?=.*[a-z])[\w+/=.~-]{24,}$/i
/** What stands in for a value: in words, in capitals, in brackets, all alike. */
const placeholder = /example|sample|placeholder|change[_-]?me|your|dummy|test|sandbox|xxxx|0000|1234|\*{3}|\.{3}|…/i

/** Secrets of one text that are told: it is not a list of them that an author needs. */
const mostFound = 20

/** The secrets in a text, in the order in which they stand there. Linear in the text. */
export function findSecrets(text: string): readonly FoundSecret[] {
  const found: FoundSecret[] = []
  for (const [what, form] of forms)
    for (const match of text.matchAll(form))
      if (!/example/i.test(match[0])) found.push({ at: match.index, length: match[0].length, what })
  for (const match of text.matchAll(assigned)) {
    const [whole, name = '', value = ''] = match
    const what = secretUnder(name, value)
    if (what !== null) found.push({ at: match.index + whole.length - value.length, length: value.length, what })
  }
  let end = 0
  return found
    .sort((one, other) => one.at - other.at)
    .filter(({ at, length }) => {
      const isNew = at >= end
      if (isNew) end = at + length
      return isNew
    })
    .slice(0, mostFound)
}

/** Every secret in the texts of a JSON value, with its path and its offset in the text there. */
export function* secretsIn(
  value: Value,
  path: Path,
): Iterable<{ readonly path: Path; readonly at: number; readonly what: string }> {
  if (typeof value === 'string') {
    const names = path.filter((part) => typeof part === 'string').slice(-2)
    // Logic has its texts in quotes.
    const bare = value.replace(/^\s*['"]|['"]\s*$/g, '')
    const what = names.map((name) => secretUnder(name, bare)).find((each) => each !== null)
    if (what !== undefined) yield { path, at: 0, what }
    else for (const secret of findSecrets(value)) yield { path, at: secret.at, what: secret.what }
  } else if (typeof value === 'object' && value !== null)
    for (const [name, member] of Object.entries(value))
      yield* secretsIn(member, [...path, Array.isArray(value) ? Number(name) : name])
}

/** What the value is for a secret when it stands under that name; `null` when it is none. */
function secretUnder(name: string, value: string): string | null {
  const words = name.replace(/([a-z])([A-Z])/g, '$1_$2')
  if (!secretName.test(words) || openName.test(words) || placeholder.test(value)) return null
  if (uuid.test(value)) return /braze/i.test(name) ? 'a Braze key' : 'a key such as those of Braze'
  if (random.test(value)) return `a value under the name "${name}"`
  const isPassword = passwordName.test(name) && /\d/.test(value) && /[a-z]/i.test(value)
  return isPassword ? 'a password' : null
}

const namesOfSecrets = /key|token|secret|passw|pwd|credential|bearer/i
const beginnings =
  /AKIA|ASIA|AIza|GOCSPX|xox|slack\.com|[sr]k_live|[sr]k_test|whsec_|SK[0-9a-f]{8}|SG\.|sk-|gh[oprsu]_|github_pat|eyJ|PRIVATE|:\/\/[^\s/"']*@/

/** Whether a text can hold a secret at all: a look that costs little. */
export function mayHoldSecret(text: string): boolean {
  return namesOfSecrets.test(text) || beginnings.test(text)
}

/** What to say of a secret that stands in the clear. */
export function secretFind(what: string): { readonly reason: string; readonly repair: string } {
  return {
    reason: `This looks like ${what}, and it would be in every copy and every version of this file.`,
    repair: 'Declare it under "secrets" in solution.ts, use it in an action, and replace it where it is valid.',
  }
}
