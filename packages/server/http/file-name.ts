import { cleanText } from './text.ts'

/** Longest name of a file, in UTF-16 units: what every file system takes. */
const longest = 120
/** Marks that turn the direction of what follows, so that `gnp.exe` can look like `exe.png`, and characters that show nothing. */
const unseen = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g
/** What file systems or shells would read as something else. */
const special = /[<>:"|?*]/g

/** A name as it may be shown and saved: no folders, no tricks, never empty. */
export function fileName(given: string): string {
  const base = cleanText(given.slice(0, 4096)).split(/[\\/]/).at(-1) ?? ''
  const name = base
    .normalize('NFC')
    .replace(unseen, '')
    .replace(special, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  if (name === '') return 'file'
  if (name.length <= longest) return name
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? ''
  return `${name.slice(0, longest - ending.length).replace(/[\uD800-\uDBFF]$/, '')}${ending}`
}
