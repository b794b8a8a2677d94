import type { RemoteError } from '../frame.ts'
import { create, NativeError, NativePromise, NativeTypeError } from './intrinsics.ts'

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/** What a failure of `fetch` or `braze` is to the host, should the action let it escape. */
export interface Failure {
  readonly kind: string
  readonly message: string
  readonly retry: RemoteError['retry']
}

const waiting = create(null) as Record<number, Waiting>
const failures = new WeakMap<object, Failure>()
const remember = failures.set.bind(failures)
export const failureOf = failures.get.bind(failures)
let last = 0

/** Asks the host for something: `ask` sends the frame with the number it gets. */
export function request(ask: (rpc: number) => void): { readonly rpc: number; readonly answer: Promise<unknown> } {
  last += 1
  const rpc = last
  const answer = new NativePromise<unknown>((resolve, reject) => {
    waiting[rpc] = { resolve, reject }
  })
  ask(rpc)
  return { rpc, answer }
}

export function answered(rpc: number, value: unknown): void {
  const one = waiting[rpc]
  delete waiting[rpc]
  one?.resolve(value)
}

export function refused(rpc: number, remote: RemoteError): void {
  forget(rpc, toError(remote))
}

/** Gives up waiting, with what the action shall see. */
export function forget(rpc: number, reason: unknown): void {
  const one = waiting[rpc]
  delete waiting[rpc]
  one?.reject(reason)
}

function toError(remote: RemoteError): Error {
  const error = remote.name === 'TypeError' ? new NativeTypeError(remote.message) : new NativeError(remote.message)
  if (remote.name !== 'TypeError') error.name = remote.name
  const { code, status, retry, ambiguous, errors } = remote
  Object.assign(error, code === undefined ? { code: remote.kind, retry } : { code, status, retry, ambiguous, errors })
  remember(error, { kind: remote.kind, message: remote.message, retry: remote.retry })
  return error
}
