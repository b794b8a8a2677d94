import { hash } from 'node:crypto'

/** Where the deliveries of a deployment go, and how long what was delivered is believed. */
export interface Target {
  /** In which profiles have their names: environment and address. */
  readonly space: string
  /** Who writes: address and key as a fingerprint. */
  readonly account: string
  /** Milliseconds; 0: everything is sent, changed or not. */
  readonly keepMs: number
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
