import { isGuarded, leadsAway, readSolutionFile } from '@parley/studio/settings'
import { isCode, type SourceFiles } from '@parley/studio/source'
import { newSettings } from '../../solution/version-files.ts'
import type { LeftOut } from '../../solution/zip-files.ts'
import { Refusal } from '../refusal.ts'

const settingsFile = 'solution.ts'
const script = /\.(py|[cm]?[jt]sx?)$/i

/**
 * What somebody hands over who may not write code: files without any. `solution.ts` is written anew of its plain values, and what decides where data
 * goes is left out of it. The code that a Pypestream bot becomes is ours, as long as the bot brings no scripts.
 *
 * @param given what was handed over
 * @param files what became of it
 * @throws Refusal `code-not-permitted`, `not-permitted`
 */
export function withoutCode(
  given: ReadonlyMap<string, string>,
  files: SourceFiles,
): { readonly files: SourceFiles; readonly leftOut: readonly LeftOut[] } {
  const paths = [...given.keys()]
  const isFolder = paths.some((path) => path.split('/').at(-1) === settingsFile)
  const code = isFolder
    ? Object.keys(files).find((path) => path !== settingsFile && isCode(path))
    : paths.find((path) => script.test(path))
  if (code !== undefined) throw noCode(`"${code.slice(0, 80)}" is code`)
  if (!isFolder) return { files, leftOut: [] }
  const read = readSolutionFile(files[settingsFile] ?? '')
  if (read.kind === 'broken') throw noCode(`${settingsFile} cannot be read without running it`)
  if (read.inCode.length > 0) throw noCode(`"${read.inCode[0]}" in ${settingsFile} is written in code`)
  if (leadsAway(undefined, read.settings.params))
    throw new Refusal(
      'not-permitted',
      'braze_url leads to another address than Braze’s own. Taking that in needs the permission action:edit.',
    )
  const members = Object.entries(read.settings)
  const leftOut = members
    .filter(([member]) => isGuarded(member))
    .map(([member]) => ({
      file: `${settingsFile}: ${member}`,
      reason: 'It decides where data goes, and needs the permission action:edit. Ask a developer to set it.',
    }))
  const kept = Object.fromEntries(members.filter(([member]) => !isGuarded(member)))
  return { files: { ...files, [settingsFile]: newSettings(kept) }, leftOut }
}

const noCode = (what: string): Refusal =>
  new Refusal(
    'code-not-permitted',
    `${what}, and your role does not allow taking in code. Ask a developer or an owner to import it, or leave the code out.`,
  )
