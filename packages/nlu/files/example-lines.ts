/** Examples as files have them: a block of lines that begin with a dash, or a list. */
import type { Node } from 'yaml'
import { longestExample } from '../nlu-content.ts'
import { saidIn } from '../said-in.ts'
import { normalise } from '../text.ts'
import type { PlacedExample } from './file-part.ts'
import { readMarked } from './marked-text.ts'
import { shown } from './shown.ts'
import type { Line, YamlFile } from './yaml-file.ts'

const shape = 'Write `examples: |` and below it lines that begin with "- ", or a list.'

/** The texts as they are written, marks and all. */
export function linesOf(file: YamlFile, node: Node | null): readonly Line[] {
  const items = file.items(node)
  if (items !== null) return items.flatMap((item) => lineOf(file, item))
  if (file.text(node) === null) {
    if (node !== null && file.members(node) !== null) file.problem('broken-intents', node, 'This is no list.', shape)
    return []
  }
  if (file.isFolded(node)) {
    file.problem('bad-example', node, 'Below ">" all lines are one sentence.', 'Write "|" instead of ">".')
    return []
  }
  return file.textLines(node).flatMap(({ text, line }): readonly Line[] => {
    const trimmed = text.trim()
    if (trimmed === '') return []
    if (/^-(\s|$)/.test(trimmed)) return [{ text: trimmed.slice(1).trim(), line }]
    const reason = `"${shown(trimmed)}" does not begin with "- ".`
    file.problem('bad-example', line, reason, 'Begin every line with "- ", or write the example on one line.')
    return []
  })
}

/** `- text`, or `- text: …` with what other programs keep beside it. */
function lineOf(file: YamlFile, item: Node | null): readonly Line[] {
  const text = file.text(item)
  const line = file.lineOf(item)
  if (text !== null) return [{ text: text.trim(), line }]
  const members = file.members(item)
  if (members === null) {
    file.problem(
      'bad-example',
      item,
      'An example is missing or is no text.',
      'Write it as a text, in quotes if need be.',
    )
    return []
  }
  const strange = members.find(({ name }) => name !== 'text' && name !== 'metadata')
  if (strange !== undefined)
    file.problem('broken-intents', strange.line, `An example has no "${shown(strange.name)}".`, 'Keep "text" alone.')
  const said = members.find(({ name }) => name === 'text')
  const inner = said === undefined ? null : file.text(said.value)
  if (inner === null) file.problem('bad-example', item, 'The example has no text.', 'Write `text:` with the example.')
  return inner === null ? [] : [{ text: inner.trim().replace(/^- /, ''), line }]
}

/** Examples without their marks; what is wrong with one is a problem, and it is left out. */
export function readExamples(file: YamlFile, node: Node | null): readonly PlacedExample[] {
  return linesOf(file, node).flatMap(({ text, line }): readonly PlacedExample[] => {
    if (text.length > 10 * longestExample) return tooLong(file, line, text)
    const marked = readMarked(text)
    if ('reason' in marked) {
      file.problem('bad-example', line, `In "${shown(text)}": ${marked.reason}`, marked.repair)
      return []
    }
    // What nobody sees is nothing either.
    if (normalise(marked.text).trim() === '') {
      file.problem('bad-example', line, 'The example is empty.', 'Write what people say, or remove it.')
      return []
    }
    if (marked.text.length > longestExample) return tooLong(file, line, marked.text)
    const said = saidIn(marked.text)
    if (said === 'nothing') {
      const reason = `"${shown(text)}" has no letter, digit or pictograph: nothing can be learned from it.`
      file.problem('bad-example', line, reason, 'Write it as words, or remove it.')
      return []
    }
    if (said === 'signs') {
      const reason = `"${shown(text)}" has nothing but signs, which sentences of all kinds have.`
      file.problem('bad-example', line, reason, 'Add words, or remove it.', 'warning')
    }
    return [{ ...marked, file: file.file, line }]
  })
}

function tooLong(file: YamlFile, line: number, text: string): readonly PlacedExample[] {
  const reason = `The example has ${text.length} characters; it may have ${longestExample}: "${shown(text)}"`
  file.problem('bad-example', line, reason, 'Keep the words that tell what is meant.')
  return []
}
