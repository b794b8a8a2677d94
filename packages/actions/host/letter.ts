/** What the server's side and the action host's process say to each other over Node's IPC. Both are ours: trusted. */
import type { Deployment, LogLine } from './deployment.ts'
import type { HostLog } from './log.ts'
import type { ActionCall, PoolOptions } from './pool.ts'
import type { BudgetWindow } from './upstream.ts'

/** What the host's process needs of the server. */
export type Need =
  | { readonly kind: 'budget'; readonly name: string; readonly window: BudgetWindow }
  | { readonly kind: 'change'; readonly deployment: string; readonly profiles: readonly string[] }

export type ToHost =
  /** `serves`: the needs that the server meets; of others nothing is asked. */
  | { readonly kind: 'start'; readonly options: PoolOptions; readonly serves: readonly Need['kind'][] }
  | { readonly kind: 'load'; readonly deployment: Deployment }
  | { readonly kind: 'unload'; readonly id: string }
  | { readonly kind: 'run'; readonly ask: number; readonly call: ActionCall }
  | { readonly kind: 'cancel'; readonly ask: number }
  | {
      readonly kind: 'call'
      readonly ask: number
      readonly deployment: string
      readonly method: string
      readonly body: unknown
    }
  | { readonly kind: 'recent'; readonly ask: number; readonly deployment: string }
  | { readonly kind: 'answered'; readonly need: number; readonly met: boolean }
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
  /** Of a traced call that goes on. */
  | { readonly kind: 'line'; readonly ask: number; readonly line: LogLine }
  | { readonly kind: 'need'; readonly need: number; readonly what: Need }
  | { readonly kind: 'needless'; readonly need: number }
  | { readonly kind: 'pause'; readonly name: string; readonly ms: number }
  | {
      readonly kind: 'log'
      readonly level: Parameters<HostLog>[0]
      readonly fields: Parameters<HostLog>[1]
      readonly text: string
    }
