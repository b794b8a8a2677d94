import { getPrototypeOf, isArray, isFiniteNumber, keys, objectPrototype } from './intrinsics.ts'

const deepest = 32

function nameOf(value: object): string {
  const maker = (value as { constructor?: { name?: unknown } }).constructor
  return typeof maker?.name === 'string' && maker.name ? maker.name : 'special object'
}

function flawOf(value: unknown, path: string, within: readonly object[]): string | null {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return null
  if (typeof value === 'number') return isFiniteNumber(value) ? null : `${path} is ${value}, which JSON cannot hold.`
  if (typeof value !== 'object') return `${path} is a ${typeof value}, which JSON cannot hold.`
  if (within.includes(value)) return `${path} contains itself.`
  if (within.length >= deepest) return `${path} is nested more than ${deepest} deep.`
  const inside = [...within, value]
  if (isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const flaw = flawOf(value[i], `${path}[${i}]`, inside)
      if (flaw) return flaw
    }
    return null
  }
  const prototype = getPrototypeOf(value) as unknown
  if (prototype !== objectPrototype && prototype !== null)
    return `${path} is a ${nameOf(value)}; return plain JSON instead.`
  for (const name of keys(value)) {
    const member = (value as Record<string, unknown>)[name]
    const flaw = member === undefined ? null : flawOf(member, `${path}.${name}`, inside)
    if (flaw) return flaw
  }
  return null
}

/** Why outputs cannot be kept as JSON, in a sentence; `null` when they can. Members that are `undefined` are left out. */
export function findFlaw(outputs: object): string | null {
  return flawOf(outputs, 'outputs', [])
}
