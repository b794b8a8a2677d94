import type { WireAnswer } from '../frame.ts'
import { type Call, currentCall } from './call.ts'
import {
  base64Of,
  byteLength,
  bytesOfBase64,
  defineProperty,
  NativeRequest,
  NativeResponse,
  NativeTypeError,
} from './intrinsics.ts'
import { forget, request } from './rpc.ts'
import { send } from './wire.ts'

const bodyLimit = 1024 * 1024
// What the host's reader of frames takes; more would end the process instead of the request.
const urlLimit = 16_000
const headerLimit = 200

function toResponse(answer: WireAnswer): Response {
  const { status, statusText } = answer
  const bodiless = status === 204 || status === 205 || status === 304
  const response = new NativeResponse(bodiless ? null : bytesOfBase64(answer.body), {
    status,
    statusText,
    headers: answer.headers as [string, string][],
  })
  defineProperty(response, 'url', { value: answer.url })
  defineProperty(response, 'redirected', { value: answer.redirected })
  return response
}

/** The web's `fetch`, carried out by the host's broker for one call. */
export async function fetchFor(call: Call, input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const wanted = new NativeRequest(input, init)
  const { method, url, redirect, signal } = wanted
  signal.throwIfAborted()
  const bytes = wanted.body === null ? null : new Uint8Array(await wanted.arrayBuffer())
  if (bytes && byteLength(bytes) > bodyLimit) throw new NativeTypeError('The body of a request may have 1 MB at most.')
  const headers = [...wanted.headers]
  if (url.length > urlLimit || headers.length > headerLimit) throw new NativeTypeError('The request is too large.')
  const body = bytes && base64Of(bytes)
  const { rpc, answer } = request((id) => {
    send({ kind: 'fetch', call: call.id, rpc: id, request: { method, url, headers, body, redirect } })
  })
  const abort = (): void => {
    send({ kind: 'abort', rpc })
    forget(rpc, signal.reason)
  }
  signal.addEventListener('abort', abort, { once: true })
  try {
    return toResponse((await answer) as WireAnswer)
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

/** The global `fetch`: finds out which call uses it. */
export async function fetchHere(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const call = currentCall()
  if (!call) throw new NativeTypeError('fetch works only while an action runs.')
  return fetchFor(call, input, init)
}
