import { currentCall } from './call.ts'
import { create, defineProperty, deleteProperty } from './intrinsics.ts'
import { createConsole } from './log.ts'
import { fetchHere } from './web.ts'

/**
 * None of these could do anything without permissions, but they would mislead (storage that throws), outlive a call (workers)
 * or end the process (`close`).
 */
const unwanted = [
  'nodeBootstrap',
  'caches',
  'Cache',
  'CacheStorage',
  'localStorage',
  'sessionStorage',
  'Storage',
  'Worker',
  'WebSocket',
  'WebSocketStream',
  'EventSource',
  'BroadcastChannel',
  'alert',
  'confirm',
  'prompt',
  'close',
] as const

function refuseExit(): never {
  throw new Error('An action cannot end its process. Return an outcome instead.')
}

function set(target: object, name: string, value: unknown): void {
  defineProperty(target, name, { value, writable: true, configurable: true, enumerable: true })
}

/** Libraries look for `process.env.DEBUG` and the like: they find nothing, instead of a refused permission. */
function tameProcess(): void {
  const { process } = globalThis as unknown as { process?: object }
  if (!process) return
  set(process, 'env', create(null))
  for (const name of ['exit', 'reallyExit', 'abort', 'kill']) set(process, name, refuseExit)
}

/** Deno's own parts load lazily and look the global up, so it stays, without its ways out. */
function tameDeno(): void {
  const { Deno } = globalThis as unknown as { Deno?: object }
  if (!Deno) return
  for (const name of ['stdin', 'stdout', 'stderr', 'args', 'mainModule']) deleteProperty(Deno, name)
  set(Deno, 'exit', refuseExit)
}

/** Takes away what an action has no use for and gives it the console and `fetch` of its call. */
export function harden(): void {
  for (const name of unwanted) deleteProperty(globalThis, name)
  tameProcess()
  tameDeno()
  set(globalThis, 'fetch', fetchHere)
  set(globalThis, 'console', createConsole())
  globalThis.addEventListener('unhandledrejection', (event) => {
    event.preventDefault()
    currentCall()?.log('warn', ['A promise was rejected and nobody waited for it:', event.reason])
  })
  globalThis.addEventListener('error', (event) => {
    event.preventDefault()
    currentCall()?.log('error', ['Thrown outside of the action’s promise:', event.error])
  })
}
