import { readTag } from '@parley/flow'
import type { PlacedText } from './file-part.ts'
import { shown } from './shown.ts'
import type { Member, YamlFile } from './yaml-file.ts'

const longestText = 5000

/** A text in the file's own language, or a map of texts by language. */
export function readByLanguage(
  file: YamlFile,
  { name, value, line }: Member,
  language: string,
): readonly Omit<PlacedText, 'intent'>[] {
  const written: readonly (readonly [string, Member])[] = (file.members(value) ?? []).map((each) => [each.name, each])
  const own = { name, value, line }
  const texts = file.text(value) !== null ? ([[language, own]] as const) : written
  if (texts.length === 0) {
    const repair = `Write \`${name}: <text>\`, or a text per language below it.`
    file.problem('broken-intents', line, `"${shown(name)}" has no text.`, repair)
  }
  return texts.flatMap(([tag, member]): readonly Omit<PlacedText, 'intent'>[] => {
    const readable = tag === language ? tag : readTag(tag)
    const text = file.text(member.value)?.trim() ?? ''
    if (readable === null) {
      const reason = `"${shown(tag)}" is no language.`
      file.problem('broken-intents', member.line, reason, 'Write languages like en, ko or pt-BR.')
    } else if (text === '' || text.length > longestText) {
      const reason = text === '' ? 'The text is empty.' : `The text has more than ${longestText} characters.`
      file.problem('broken-intents', member.line, reason, 'Write what people shall read, or remove it.')
    } else return [{ language: readable, text, file: file.file, line: member.line }]
    return []
  })
}
