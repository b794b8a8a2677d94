import { hash } from 'node:crypto'

/** Where somebody stands between 0 and 100 in the draw of this name: evenly spread, and the same whenever it is asked. */
export function shareOf(draw: string, brazeId: string): number {
  const digits = hash('sha256', JSON.stringify([draw, brazeId])).slice(0, 12)
  return (Number.parseInt(digits, 16) / 16 ** 12) * 100
}

/** The one whose percentage the share falls into, `undefined` where they leave a rest and it falls into that. */
export function pickShare<One extends { readonly percentage: number }>(
  ones: readonly One[],
  share: number,
): One | undefined {
  let end = 0
  return ones.find(({ percentage }) => {
    end += percentage
    return share < end
  })
}
