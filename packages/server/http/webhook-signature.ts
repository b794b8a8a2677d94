// Who may send a webhook: `Parley-Signature: t=<unix seconds>,v1=<hex hmac-sha256 of "<t>.<body>">`, made with the key of the
// solution and environment. Several `v1` may be given, so that a key can be changed.
//
// 1. The MAC covers time and body; neither can be changed, and an old one is of no use.
// 2. Comparison takes the same time whatever the difference.
import { createHmac, timingSafeEqual } from 'node:crypto'

/** How far the sender's clock may be from ours, seconds. */
const tolerance = 5 * 60
/** A sender that changes its key signs with two. */
const mostSignatures = 5

export type SignatureReading =
  | { readonly kind: 'read'; readonly time: string; readonly signatures: readonly string[] }
  | { readonly kind: 'missing' }
  | { readonly kind: 'late' }

/** Reads the header and judges its time; needs no key. */
export function readSignature(header: string | undefined, nowMs: number): SignatureReading {
  const parts = (header ?? '').split(',').map((part) => /^\s*(t|v1)=([0-9A-Za-z]+)\s*$/.exec(part))
  const valuesOf = (name: string) => parts.flatMap((part) => (part?.[1] === name ? [part[2] ?? ''] : []))
  const [time, ...others] = valuesOf('t')
  const signatures = valuesOf('v1')
  const wellFormed =
    time !== undefined &&
    others.length === 0 &&
    /^[0-9]{1,12}$/.test(time) &&
    signatures.length > 0 &&
    signatures.length <= mostSignatures &&
    signatures.every((signature) => /^[0-9a-fA-F]{64}$/.test(signature))
  if (!wellFormed) return { kind: 'missing' }
  if (Math.abs(nowMs / 1000 - Number(time)) > tolerance) return { kind: 'late' }
  return { kind: 'read', time, signatures: signatures.map((signature) => signature.toLowerCase()) }
}

export function signWebhook(key: string, time: string, body: Uint8Array): string {
  return createHmac('sha256', key).update(`${time}.`).update(body).digest('hex')
}

/** The signature that the key makes, if it is one of those; `null` otherwise. */
export function matchSignature(
  key: string,
  { time, signatures }: Extract<SignatureReading, { kind: 'read' }>,
  body: Uint8Array,
): string | null {
  const right = signWebhook(key, time, body)
  // 2. All are compared, also after the right one.
  const matches = signatures.map((signature) => timingSafeEqual(Buffer.from(signature), Buffer.from(right)))
  return matches.includes(true) ? right : null
}
