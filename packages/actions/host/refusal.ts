import type { Retry } from '@parley/flow'

/** Why a request of an action was not carried out, or did not come through. The message may be seen by the action. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  /** `denied`: not allowed, trying again is no use. */
  readonly kind: 'denied' | 'network' | 'timeout'
  /** The same, under the name that survives where others copy an error. */
  readonly code: Refusal['kind']
  readonly retry: Retry

  constructor(kind: Refusal['kind'], message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.kind = kind
    this.code = kind
    this.retry = kind === 'denied' ? 'no' : 'later'
  }
}
