import { readJson } from './refusal.ts'

interface Kept {
  readonly solution: string
  readonly environment: string
  readonly key?: string | undefined
  readonly preview?: string | undefined
  /** The id under which the page knows the person, unproved. */
  readonly person?: string | undefined
  readonly identity?: string | undefined
}

/** Where a browser keeps a conversation: another person, draft or environment has another one. */
export function shelfName({ solution, environment, key, preview, person, identity }: Kept): string {
  const parts = {
    key,
    person,
    preview,
    user: identity === undefined ? undefined : (subjectOf(identity) ?? linkMark(identity)),
  }
  const named = Object.entries(parts).flatMap(([part, value]) =>
    value === undefined || value === '' ? [] : [`${part}=${encodeURIComponent(value)}`],
  )
  return ['parley', environment, solution, ...named].join(':')
}

/** Whom a JWT speaks of. Only the server can tell whether it is right; here it merely tells one person from another. */
export function subjectOf(identity: string): string | null {
  const payload = (identity.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')
  try {
    const { sub } = (readJson(atob(payload)) ?? {}) as { readonly sub?: unknown }
    return typeof sub === 'string' ? sub : null
  } catch {
    return null
  }
}

/** Tells one signed token from another, by the end of its signature. */
export const linkMark = (token: string): string => token.slice(-16)
