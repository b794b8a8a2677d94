/**
 * A draw that falls the same way every time, on any server: it depends on names alone.
 *
 * FX2 the shares of many contacts come near the weights, and a changed weight moves only as many as it must
 */

/** Evenly spread over (0, 1), the same for the same text: two 32-bit hashes of its UTF-16 units, mixed. */
export function fractionOf(text: string): number {
  let one = 0xdeadbeef
  let two = 0x41c6ce57
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    one = Math.imul(one ^ unit, 2654435761)
    two = Math.imul(two ^ unit, 1597334677)
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909)
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909)
  return (2097152 * (two >>> 0) + (one >>> 11) + 0.5) / 9007199254740992
}

/**
 * Which of the weighted names a subject draws in a lottery. Every name draws a number of its own and the best one wins
 * (weighted rendezvous hashing), so that neither the order of the names nor another name's weight matters to it.
 */
export function draw<Ticket extends { readonly name: string; readonly weight: number }>(
  tickets: readonly Ticket[],
  lottery: string,
  subject: string,
): Ticket | null {
  let best: Ticket | null = null
  let bestScore = Number.POSITIVE_INFINITY
  for (const ticket of tickets) {
    if (ticket.weight <= 0) continue
    // An exponential waiting time whose rate is the weight: the first to arrive wins.
    const score = -Math.log(fractionOf(JSON.stringify([lottery, ticket.name, subject]))) / ticket.weight
    if (score < bestScore) {
      best = ticket
      bestScore = score
    }
  }
  return best
}
