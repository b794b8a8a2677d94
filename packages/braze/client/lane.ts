/**
 * The order of the profiles. Every item names the profiles it writes; of two items with a profile in common the later one
 * waits until the earlier one has left.
 *
 * L1 An item is free when every earlier item with a profile in common has left.
 * L2 An item that left frees each follower at most once, and holds no memory.
 */
export interface LaneItem {
  readonly profiles: readonly string[]
  /** Earlier items still there, once per profile in common. Written by the lanes alone. */
  blockers: number
  /** Later items that wait for this one, once per profile in common. Written by the lanes alone. */
  followers: LaneItem[]
}

export interface Lanes<Item extends LaneItem> {
  /** Puts an item behind all others of its profiles; true when it is free at once. */
  join(item: Item): boolean
  /** Takes a free item out and gives the items that this frees. */
  leave(item: Item): readonly Item[]
  /** Profiles with an item in them. */
  size(): number
}

export function createLanes<Item extends LaneItem>(): Lanes<Item> {
  const last = new Map<string, Item>()
  return {
    join(item) {
      for (const profile of item.profiles) {
        const before = last.get(profile)
        if (before) {
          before.followers.push(item)
          item.blockers += 1
        }
        last.set(profile, item)
      }
      return item.blockers === 0 // L1
    },
    leave(item) {
      const freed: Item[] = []
      for (const follower of item.followers as Item[]) {
        follower.blockers -= 1
        if (follower.blockers === 0) freed.push(follower) // L1
      }
      item.followers = [] // L2
      for (const profile of item.profiles) if (last.get(profile) === item) last.delete(profile) // L2
      return freed
    },
    size: () => last.size,
  }
}
