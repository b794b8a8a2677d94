/**
 * What the worker needs of its environment, taken before any action's code can change it. An action may replace whatever it
 * likes on prototypes and globals; the worker keeps using these.
 */
import { AsyncLocalStorage } from 'node:async_hooks'

interface DenoIo {
  readonly stdin: { read(into: Uint8Array): Promise<number | null> }
  readonly stdout: { writeSync(bytes: Uint8Array): number }
  exit(code: number): never
  inspect(
    value: unknown,
    options: { depth: number; colors: boolean; strAbbreviateSize: number; iterableLimit: number },
  ): string
}

const deno = (globalThis as unknown as { Deno: DenoIo }).Deno
const { apply, defineProperty, deleteProperty } = Reflect

export { defineProperty, deleteProperty }

export const { parse, stringify } = JSON
export const { freeze, create, keys, getPrototypeOf, hasOwn } = Object
export const { isArray } = Array
export const { isFinite: isFiniteNumber } = Number
export const objectPrototype = Object.prototype

const encoder = new TextEncoder()
export const encode = encoder.encode.bind(encoder)
const decoder = new TextDecoder()
export const decode = decoder.decode.bind(decoder)

type Text = typeof String.prototype
const { indexOf, slice } = String.prototype as Text
export const textIndexOf = (text: string, part: string, from: number): number => apply(indexOf, text, [part, from])
export const textSlice = (text: string, from: number, to?: number): string => apply(slice, text, [from, to])

type Bytes = Uint8Array<ArrayBuffer>
const subarray = Uint8Array.prototype.subarray as (this: Bytes, from: number, to?: number) => Bytes
const typedArray = getPrototypeOf(Uint8Array.prototype) as object
const lengthOf = Object.getOwnPropertyDescriptor(typedArray, 'length')?.get as () => number
export const byteLength = (bytes: Uint8Array): number => apply(lengthOf, bytes, [])
export const bytesFrom = (bytes: Bytes, from: number): Bytes => apply(subarray, bytes, [from])
export const bytesUpTo = (bytes: Bytes, to: number): Bytes => apply(subarray, bytes, [0, to])

/** Base64 of bytes and back; part of JavaScript, not yet of TypeScript's library for every target. */
interface Base64Bytes {
  toBase64(): string
}
const { toBase64 } = Uint8Array.prototype as unknown as Base64Bytes
export const base64Of = (bytes: Uint8Array): string => apply(toBase64, bytes, [])
export const bytesOfBase64 = (
  Uint8Array as unknown as { fromBase64(text: string): Uint8Array<ArrayBuffer> }
).fromBase64.bind(Uint8Array)

export const readStdin = deno.stdin.read.bind(deno.stdin)
export const writeStdout = deno.stdout.writeSync.bind(deno.stdout)
export const exit = deno.exit.bind(deno)
export const inspect = deno.inspect

/** Evaluates in the global scope, not in the caller's. */
// biome-ignore lint/security/noGlobalEval: running the actions' code is what the worker is for, and it has no permissions
export const globalEval = eval

export const NativeRequest = Request
export const NativeResponse = Response
export const NativeController = AbortController
export const NativePromise = Promise
export const NativeError = Error
export const NativeTypeError = TypeError

const storage = new AsyncLocalStorage<unknown>()
export const runInCall = storage.run.bind(storage)
export const storedCall = storage.getStore.bind(storage)
