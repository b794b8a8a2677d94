import { longestSolutionName, solutionNamePattern } from '../api.ts'
import { plainName } from '../app/plain-name.ts'

export type NameFault = 'form' | 'taken'

/** What is wrong with a name for a new solution; `null`: nothing. */
export function nameFault(name: string, taken: readonly string[]): NameFault | null {
  if (name.length > longestSolutionName || !solutionNamePattern.test(name)) return 'form'
  return taken.includes(name) ? 'taken' : null
}

/** The name that a title comes to, `Sign up` → `sign-up`; empty where it has no letters that a name may have. */
export const nameFrom = (title: string): string => plainName(title, '-')

/** A name that is free and as near to the wanted one as names may be. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const words = nameFrom(wanted)
    .slice(0, longestSolutionName - 4)
    .replace(/-+$/, '')
  const base = words === '' ? 'solution' : words
  if (!taken.includes(base)) return base
  for (let number = 2; ; number += 1) if (!taken.includes(`${base}-${number}`)) return `${base}-${number}`
}
