import { readJson } from './refusal.ts'

/** JSON by name. It never fails: what the browser does not keep lasts as long as the page. */
export interface Store {
  get(name: string): unknown
  set(name: string, value: unknown): void
  remove(name: string): void
  /** Everything whose name begins so. */
  removeAll(beginning: string): void
}

type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/**
 * Over the browser's storage. Reading, writing, or even getting hold of it may be forbidden, and it may be full: what could
 * not be written is held in memory and read from there.
 *
 * @param open gives the storage, `() => localStorage`
 */
export function createStore(open: () => Kept): Store {
  const memory = new Map<string, string>()
  const attempt = <T>(run: (storage: ReturnType<typeof open>) => T): T | undefined => {
    try {
      return run(open())
    } catch {
      return undefined
    }
  }
  return {
    get(name) {
      const text = memory.get(name) ?? attempt((storage) => storage.getItem(name))
      return text === null || text === undefined ? undefined : readJson(text)
    },
    set(name, value) {
      const text = JSON.stringify(value)
      const isKept = attempt((storage) => {
        storage.setItem(name, text)
        return true
      })
      if (isKept === true) memory.delete(name)
      else memory.set(name, text)
    },
    remove(name) {
      memory.delete(name)
      attempt((storage) => storage.removeItem(name))
    },
    removeAll(beginning) {
      for (const name of [...memory.keys()]) if (name.startsWith(beginning)) memory.delete(name)
      attempt((storage) => {
        const names = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
        for (const name of names) if (name.startsWith(beginning)) storage.removeItem(name)
      })
    },
  }
}
