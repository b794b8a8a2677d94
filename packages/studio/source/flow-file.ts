import type { Json, JsonObject } from './json.ts'

/** A node while it is edited: it may be incomplete and wrong. */
export interface NodeFile extends JsonObject {
  readonly kind: string
  /** Port → node id. */
  readonly to?: { readonly [port: string]: string }
  readonly note?: string
  readonly meta?: { readonly studio?: NodeLayout } & JsonObject
}

/** Where a node stands on the canvas, in pixels at zoom 1, left and top. */
export interface NodeLayout extends JsonObject {
  readonly x: number
  readonly y: number
}

/** A frame around nodes, or words on the canvas. */
export interface Sticker extends JsonObject {
  readonly kind: 'group' | 'note'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly text: string
  readonly colour?: string
}

/** A flow while it is edited. */
export interface FlowFile extends JsonObject {
  readonly format: number
  readonly start: string
  readonly variables?: { readonly [name: string]: JsonObject }
  readonly nodes: { readonly [id: string]: NodeFile }
  readonly meta?: {
    readonly studio?: { readonly stickers?: { readonly [id: string]: Sticker } } & JsonObject
  } & JsonObject
}

/** A flow with nothing in it. */
export const emptyFlow: FlowFile = { format: 1, start: '', variables: {}, nodes: {} }

export const flowPath = (name: string): string => `flows/${name}.flow.json`

/** The name of the flow that a file holds, or `null`. */
export const flowNameOf = (path: string): string | null => /^flows\/([^/]+)\.flow\.json$/.exec(path)?.[1] ?? null

/** A flow as its file has it: settings first, nodes last, one member a line. */
export function printFlow({ nodes, ...head }: FlowFile): string {
  const first = ['$schema', 'format', 'note', 'start', 'locale', 'variables', 'idle', 'menu', 'resume']
  const ordered: { [member: string]: Json | undefined } = {}
  for (const member of [...first, ...Object.keys(head)]) if (member in head) ordered[member] = head[member]
  return `${JSON.stringify({ ...ordered, nodes }, null, 2)}\n`
}
