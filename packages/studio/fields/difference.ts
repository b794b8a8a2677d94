/** The one replacement that makes `to` of `from`: what both begin and end with stays. `null`: they are equal. */
export function changeBetween(
  from: string,
  to: string,
): { readonly from: number; readonly to: number; readonly insert: string } | null {
  if (from === to) return null
  const shortest = Math.min(from.length, to.length)
  let start = 0
  while (start < shortest && from[start] === to[start]) start += 1
  let end = 0
  while (end < shortest - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end += 1
  return { from: start, to: from.length - end, insert: to.slice(start, to.length - end) }
}
