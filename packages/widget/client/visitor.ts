import type { Surroundings } from './surroundings.ts'

const name = 'parley:visitor'
const shape = /^vis_[A-Za-z0-9_-]{22,64}$/

/** Random, so that only this browser knows it: 128 bits. */
export function newId(prefix: string, randomBytes: Surroundings['randomBytes']): string {
  const text = btoa(String.fromCharCode(...randomBytes(16)))
  return prefix + text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** The id that this browser comes back with; made when there is none. */
export function readVisitor({ store, randomBytes }: Pick<Surroundings, 'store' | 'randomBytes'>): string {
  const kept = store.get(name)
  if (typeof kept === 'string' && shape.test(kept)) return kept
  const made = newId('vis_', randomBytes)
  store.set(name, made)
  return made
}
