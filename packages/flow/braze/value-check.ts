import { brazeLimits, nestedOperators } from '../braze-facts.ts'
import type { NodeBuild } from '../node-build.ts'
import type { Outline } from '../outline.ts'
import type { Path } from '../path.ts'
import { isLong } from './name.ts'

/** Where a value goes: what Braze allows as a key inside an object differs. */
export type Destination = 'attribute' | 'property'

/** Holds what is known of a value against Braze's limits: texts of 255 characters, keys inside objects. */
export function checkValue(outline: Outline, destination: Destination, build: NodeBuild, path: Path): void {
  switch (outline.kind) {
    case 'constant':
      if (typeof outline.value === 'string' && isLong(outline.value)) tooLong('text', build, path)
      break
    case 'list':
      for (const item of outline.items) {
        if (destination === 'property' && isNestedTime(item)) timeInList(build, path)
        checkValue(item, destination, build, path)
      }
      break
    case 'object':
      for (const [key, member] of outline.members) {
        checkNestedKey(key, destination, build, path)
        checkValue(member, destination, build, path)
      }
      break
    case 'name':
    case 'unknown':
      break
  }
}

function checkNestedKey(key: string, destination: Destination, build: NodeBuild, path: Path): void {
  if ((nestedOperators as readonly string[]).includes(key)) return
  const taken = destination === 'attribute' ? /[.$\s]/ : /^\$/
  if (key === '' || taken.test(key))
    build.problem(
      'braze-name',
      path,
      `Inside an object "${key}" cannot be a key.`,
      destination === 'attribute'
        ? 'Use a key without ".", "$" and spaces.'
        : 'Use a key that is not blank and does not begin with "$".',
    )
  else if (isLong(key)) tooLong('key', build, path)
}

function isNestedTime(outline: Outline): boolean {
  return outline.kind === 'object' && outline.members.some(([key]) => key === '$time')
}

function timeInList(build: NodeBuild, path: Path): void {
  build.problem('braze-field', path, 'A list in a property holds no times.', 'Give the times as texts.')
}

function tooLong(what: string, build: NodeBuild, path: Path): void {
  build.problem(
    'braze-limit',
    path,
    `Here is a ${what} of more than ${brazeLimits.textCharacters} characters.`,
    'Make it shorter: Braze keeps no more of it.',
  )
}
