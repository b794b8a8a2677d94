/** What the generated sources have in common: their first line, and comments as the formatter leaves them. */

export const WIDTH = 120
export const header = '// Made by contract/generate.ts from the rows of the contract: change those.\n'

/** A documentation comment; each paragraph begins with a blank line, each of its lines is wrapped. */
export function renderComment(paragraphs: readonly string[], indent: string): string {
  const [only = ''] = paragraphs
  const short = `${indent}/** ${only} */`
  if (paragraphs.length === 1 && !only.includes('\n') && short.length <= WIDTH) return `${short}\n`
  const lines = paragraphs.flatMap((paragraph, at) => [
    ...(at === 0 ? [] : ['']),
    ...paragraph.split('\n').flatMap((line) => wrap(line, WIDTH - indent.length - 3)),
  ])
  return `${indent}/**\n${lines.map((line) => `${indent} *${line === '' ? '' : ` ${line}`}\n`).join('')}${indent} */\n`
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = ''
    }
    line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

/** `users.external_ids.rename` as `UsersExternalIdsRename`. */
export function pascalCase(name: string): string {
  return name
    .split(/[._-]/)
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('')
}
