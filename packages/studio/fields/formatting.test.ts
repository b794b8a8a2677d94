import { EditorState } from '@codemirror/state'
import { expect, test } from 'vitest'
import { changeOf, type Format } from './formatting.ts'

/** `|` is the cursor, `<…>` what is selected. */
function formatted(written: string, as: Format): string {
  const from = written.search(/[|<]/)
  const text = written.replace(/[|<>]/g, '')
  const head = written.includes('>') ? written.indexOf('>') - 1 : from
  const state = EditorState.create({ doc: text, selection: { anchor: from, head } })
  const after = state.update(changeOf(state, as)).state
  const { main } = after.selection
  const [before, selected, rest] = [
    after.sliceDoc(0, main.from),
    after.sliceDoc(main.from, main.to),
    after.sliceDoc(main.to),
  ]
  return main.empty ? `${before}|${rest}` : `${before}<${selected}>${rest}`
}

test.each<[Format, string, string]>([
  ['bold', 'your <first name>?', 'your **<first name>**?'],
  ['bold', 'your **<first name>**?', 'your <first name>?'],
  ['bold', 'your na|me?', 'your **<name>**?'],
  ['bold', '|', '**|**'],
  ['italic', '<really>', '_<really>_'],
  ['italic', '_<really>_', '<really>'],
  ['link', 'see <our terms>.', 'see [our terms](<https://>).'],
  ['link', '이름|을', '[이름을](<https://>)'],
])('%s: %s becomes %s', (as, before, after) => {
  expect(formatted(before, as)).toBe(after)
})
