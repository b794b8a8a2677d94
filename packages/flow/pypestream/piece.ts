import type { NodeKindName } from '../nodes/index.ts'

/** A node of a flow file while it is made. */
export interface Draft {
  readonly kind: NodeKindName
  readonly to?: { [port: string]: string }
  readonly [member: string]: unknown
}

/** The nodes that a row becomes, by id. The first is where the row begins. */
export type Piece = Map<string, Draft>

/** `''`, `b`, `c`, … `z`, `ab`, …: letters, because ids of rows end in digits. */
function letters(index: number): string {
  if (index === 0) return ''
  return index < 26
    ? String.fromCharCode(97 + index)
    : `${letters(Math.floor(index / 26))}${String.fromCharCode(97 + (index % 26))}`
}

/** Id of a further node of a row. */
export function partId(main: string, part: string, index = 0): string {
  return index === 0 ? `${main}_${part}` : `${main}_${part}_${letters(index)}`
}
