import type { Retry } from '@parley/flow'

/** `return success({ points: 3 })`. */
export function success<Outputs = undefined>(
  ...outputs: Outputs extends undefined ? [] : [outputs: Outputs]
): { readonly outcome: 'success'; readonly outputs?: Outputs } {
  return outputs.length === 0 ? { outcome: 'success' } : { outcome: 'success', outputs: outputs[0] as Outputs }
}

/**
 * `return error('The voucher service is closed on Sundays.', { retry: 'later' })`. The message holds no secrets and no
 * personal data. `retry` says whether trying the same again can help; `no` unless given.
 */
export function error(
  message: string,
  options: { readonly retry?: Retry } = {},
): { readonly outcome: 'error'; readonly message: string; readonly retry: Retry } {
  return { outcome: 'error', message, retry: options.retry ?? 'no' }
}
