/** What the server's side and the action host's process say to each other over Node's IPC. Both are ours: trusted. */
import type { Deployment } from './deployment.ts'
import type { HostLog } from './log.ts'
import type { ActionCall, PoolOptions } from './pool.ts'

export type ToHost =
  | { readonly kind: 'start'; readonly options: PoolOptions }
  | { readonly kind: 'load'; readonly deployment: Deployment }
  | { readonly kind: 'unload'; readonly id: string }
  | { readonly kind: 'run'; readonly ask: number; readonly call: ActionCall }
  | { readonly kind: 'cancel'; readonly ask: number }
  | { readonly kind: 'track'; readonly ask: number; readonly deployment: string; readonly body: unknown }
  | { readonly kind: 'stats'; readonly ask: number }
  | { readonly kind: 'close' }

/** An error as it crosses between processes. */
export interface WireError {
  readonly name: string
  readonly message: string
  readonly code: string
  readonly retry: 'no' | 'later' | { readonly afterMs: number }
  readonly status?: number
  readonly ambiguous?: boolean
  readonly errors?: readonly unknown[]
}

export type FromHost =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly ask: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly ask: number; readonly error: WireError }
  | {
      readonly kind: 'log'
      readonly level: Parameters<HostLog>[0]
      readonly fields: Parameters<HostLog>[1]
      readonly text: string
    }
