import { isCode, type SourceFiles } from '@parley/studio/source'
import { settingsFile } from '../../solution/settings-file.ts'
import { newSettings } from '../../solution/version-files.ts'
import type { LeftOut } from '../../solution/zip-files.ts'
import { Refusal } from '../refusal.ts'

const settingsPath = 'solution.ts'
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
  const isFolder = paths.some((path) => path.split('/').at(-1) === settingsPath)
  const code = isFolder
    ? Object.keys(files).find((path) => path !== settingsPath && isCode(path))
    : paths.find((path) => script.test(path))
  if (code !== undefined) throw noCode(`"${code.slice(0, 80)}" is code`)
  if (!isFolder) return { files, leftOut: [] }
  const read = settingsFile().readSolutionFile(files[settingsPath] ?? '')
  if (read.kind === 'broken') throw noCode(`${settingsPath} cannot be read without running it`)
  if (read.inCode.length > 0) throw noCode(`"${read.inCode[0]}" in ${settingsPath} is written in code`)
  if (settingsFile().leadsAway(undefined, read.settings.params))
    throw new Refusal(
      'not-permitted',
      'braze_url leads to another address than Braze’s own. Taking that in needs the permission action:edit.',
    )
  const members = Object.entries(read.settings)
  const leftOut = members
    .filter(([member]) => settingsFile().isGuarded(member))
    .map(([member]) => ({
      file: `${settingsPath}: ${member}`,
      reason: 'It decides where data goes, and needs the permission action:edit. Ask a developer to set it.',
    }))
  const kept = Object.fromEntries(members.filter(([member]) => !settingsFile().isGuarded(member)))
  return { files: { ...files, [settingsPath]: newSettings(kept) }, leftOut }
}

const noCode = (what: string): Refusal =>
  new Refusal(
    'code-not-permitted',
    `${what}, and your role does not allow taking in code. Ask a developer or an owner to import it, or leave the code out.`,
  )
