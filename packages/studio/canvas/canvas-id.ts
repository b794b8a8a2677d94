/** Ids on the canvas: nodes have their own, stickers and the start marker have a mark that no node's id can have. */

export const startId = 'start:'

export const stickerId = (id: string): string => `sticker:${id}`

/** The sticker that an id on the canvas means, or `null`. */
export const stickerOf = (id: string): string | null => (id.startsWith('sticker:') ? id.slice('sticker:'.length) : null)

export const isNodeId = (id: string): boolean => !id.includes(':')

/** The node and the port of an edge's id: ids of nodes have no dots, those of ports may. */
export function portOfEdge(id: string): { readonly node: string; readonly port: string } {
  const dot = id.indexOf('.')
  return { node: id.slice(0, dot), port: id.slice(dot + 1) }
}
