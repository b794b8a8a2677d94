/** What a row says, in words: shared by the methods' documentation and the reference page. */
import type { BatchLimits, Endpoint, RateLimit } from './endpoint.ts'

/** `20,000 / 60 s`. */
export function tellRate({ requests, windowSeconds }: RateLimit): string {
  const units: { readonly [seconds: number]: string } = { 1: 's', 60: 'min', 3600: 'h', 86400: 'day' }
  return `${count(requests)} / ${units[windowSeconds] ?? `${windowSeconds} s`}`
}

/** `50 aliases_to_identify`; blank where nothing is limited. */
export function tellBatch(limits: BatchLimits | undefined): string {
  if (limits === undefined) return ''
  const { combined, perProfile, maxPayloadBytes, arrays = {} } = limits
  const byCount = Map.groupBy(Object.entries(arrays), ([, most]) => most)
  return [
    combined === undefined ? '' : `${count(combined)} ${combined === 1 ? 'object' : 'objects'}`,
    perProfile === undefined ? '' : `${count(perProfile)} for a profile`,
    ...[...byCount].map(([most, members]) => `${count(most)} ${members.map(([name]) => `\`${name}\``).join(', ')}`),
    maxPayloadBytes === undefined ? '' : `${maxPayloadBytes / 1024 / 1024} MiB`,
    limits.note === undefined ? '' : `(${limits.note.replace(/\.$/, '')})`,
  ]
    .filter((part) => part !== '')
    .join(', ')
    .replaceAll(', (', ' (')
}

export function tellStability({ stability }: Endpoint): string {
  if (stability === 'early-access') return 'Early access: only where Braze has switched it on.'
  return stability === 'hidden' ? 'Not part of the public documentation.' : ''
}

/** The page in the documentation's repository. */
export function linkDocs({ docs }: Endpoint): string {
  return `https://github.com/braze-inc/braze-docs/blob/HEAD/${docs.docPath}`
}

function count(value: number): string {
  return value.toLocaleString('en-US')
}
