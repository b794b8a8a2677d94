import { plainName } from '../app/plain-name.ts'

/** Ids of flows, nodes and variables: a small letter, then up to 63 small letters, digits and `_`. */
export const isId = (name: string): boolean => /^[a-z][a-z0-9_]{0,63}$/.test(name)

/** The nearest id to some words, `First name` → `first_name`; one that is an id already stays. */
export const idFrom = (words: string): string => (isId(words) ? words : plainName(words, '_'))

/** The id itself, or with the first number behind it that is free. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(name)) return name
  for (let count = 2; ; count += 1) {
    const numbered = `${name.slice(0, 60)}_${count}`
    if (!isTaken(numbered)) return numbered
  }
}
