/** Things of a part of the world that are kept one by one, each under its id: a change writes that thing and not all of them. */
export interface Rows {
  /** Ids of what changed since it was last written. */
  readonly changes: Changes
  /** The thing as JSON, `undefined` once it is gone. */
  read(id: string): unknown
  /** Takes back what `read` gave, in no particular order; called at most once, after every part was loaded. */
  load(saved: readonly (readonly [id: string, data: unknown])[]): void
}

export interface Changes {
  mark(id: string): void
  /** All of them, once. */
  take(): readonly string[]
}

/** @param remembers false where nobody will ever `take`: then nothing is collected */
export function createChanges(remembers: boolean): Changes {
  const ids = new Set<string>()
  return {
    mark(id) {
      if (remembers) ids.add(id)
    },
    take() {
      const taken = [...ids]
      ids.clear()
      return taken
    },
  }
}
