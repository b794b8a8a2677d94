import { hash } from 'node:crypto'

/** Where the deliveries of a deployment go, and how long what was delivered is believed. */
export interface Target {
  /** In which profiles have their names: environment and address. */
  readonly space: string
  /** Who writes: address and key as a fingerprint. */
  readonly account: string
  /** Milliseconds; 0: everything is sent, changed or not. */
  readonly keepMs: number
  /** Whether the profile is still there, asked before anything of it is left out. Absent: it is taken to be. */
  readonly exists?: (profile: string) => Promise<boolean>
}

const usualHours = 24

/** @param params `braze_delta_hours`: how long unchanged attributes are left out, 24 without it, 0 never. */
export function readTarget(
  environment: string,
  url: string,
  key: string,
  params: { readonly [name: string]: unknown },
): Target {
  const hours = params.braze_delta_hours
  const kept = typeof hours === 'number' && hours >= 0 ? hours : usualHours
  return {
    space: `${environment} ${url.replace(/\/+$/, '')}`,
    account: hash('sha256', JSON.stringify([url, key]), 'base64url').slice(0, 16),
    keepMs: kept * 3_600_000,
  }
}

/**
 * The local sandbox, which starts empty each time and can be reset by a click: what it was sent says nothing about what it has.
 *
 * @param url Where it listens.
 */
export function readSandboxTarget(
  environment: string,
  url: string,
  key: string,
  params: { readonly [name: string]: unknown },
): Target {
  const target = readTarget(environment, url, key, params)
  return { ...target, space: `${target.space} ${thisStart}`, exists: (profile) => hasProfile(url, profile) }
}

const thisStart = `${process.pid} ${Date.now()}`
const askedMs = 1000
const byExternalId = 'external_id:'

async function hasProfile(url: string, profile: string): Promise<boolean> {
  if (!profile.startsWith(byExternalId)) return false
  const path = `${url}/__sandbox/profiles/${encodeURIComponent(profile.slice(byExternalId.length))}`
  const answer = await fetch(path, { signal: AbortSignal.timeout(askedMs) }).catch(() => undefined)
  await answer?.body?.cancel()
  return answer?.ok === true
}
