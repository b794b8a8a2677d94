/** A first-in-first-out line whose first place costs the same however long it is, unlike an array's. */
export interface Line<Item> {
  push(item: Item): void
  first(): Item | undefined
  shift(): void
}

// Below it, moving the rest down is cheaper than keeping the gap.
const GAP = 1024

export function createLine<Item>(): Line<Item> {
  let items: Item[] = []
  let head = 0
  return {
    push: (item) => void items.push(item),
    first: () => items[head],
    shift() {
      head += 1
      if (head === items.length) {
        items = []
        head = 0
      } else if (head >= GAP && head * 2 > items.length) {
        items = items.slice(head)
        head = 0
      }
    },
  }
}
