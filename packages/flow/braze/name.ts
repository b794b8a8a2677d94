import { brazeLimits } from '../braze-facts.ts'
import type { NodeBuild } from '../node-build.ts'
import type { Path } from '../path.ts'
import type { Text } from '../template.ts'

/** The name of a thing in Braze, in Liquid. `what` says which, for problems. */
export function compileName(source: string, what: string, build: NodeBuild, path: Path): Text {
  const text = build.address(source, path)
  if (source.trim() === '')
    build.problem('braze-name', path, `The ${what} is blank.`, `Write the ${what} as it is in Braze.`)
  else if (text.uses.length === 0 && isLong(source)) longName(what, build, path)
  return text
}

/** Whether Braze would cut this text. */
export function isLong(text: string): boolean {
  // A character may be two units long, never less than one.
  return text.length > brazeLimits.textCharacters && [...text].length > brazeLimits.textCharacters
}

/** Checks the key of an attribute or a property. `what` says which, for problems. */
export function checkKey(key: string, what: string, build: NodeBuild, path: Path): void {
  if (key.trim() === '') build.problem('braze-name', path, `The ${what} has a blank name.`, 'Give it a name.')
  else if (isLong(key)) longName(`name of the ${what}`, build, path)
  else if (key.startsWith('$'))
    build.problem(
      'braze-name',
      path,
      `The ${what} "${key}" begins with "$".`,
      'Braze keeps such names for itself: drop it.',
    )
}

function longName(what: string, build: NodeBuild, path: Path): void {
  build.problem(
    'braze-limit',
    path,
    `The ${what} is longer than ${brazeLimits.textCharacters} characters.`,
    'Make it shorter.',
  )
}
