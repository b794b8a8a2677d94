/** What a developer sees in the editor over a call of Braze: what the endpoint does, and what every member of its request means. */
import { fileURLToPath } from 'node:url'
import { type Endpoint, endpoints, requestMembers } from '@parley/braze/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shapeOf } from '../contract/endpoint.ts'
import { describeMember } from '../contract/type-text.ts'
import { type Editor, openEditor } from './test-editor.ts'

const client = fileURLToPath(new URL('../index.ts', import.meta.url))
const rows = Object.values<Endpoint>(endpoints)
/** Where the words of the file stand that are hovered over. */
const places = new Map<string, number>()

/** A file that calls every method with every member; `value` fits everywhere. */
function writeCalls(): string {
  let text = `import type { Braze } from '${client}'\ndeclare const braze: Braze\ndeclare const value: never\n`
  const mark = (name: string, word: string): void => {
    places.set(name, text.length + 1)
    text += word
  }
  for (const row of rows) {
    const path = row.id.split('.')
    text += `void braze.${path.slice(0, -1).join('.')}.`
    mark(row.id, path.at(-1) ?? '')
    text += '({\n'
    for (const member of requestMembers(row)) {
      mark(`${row.id} ${member}`, `'${member}'`)
      text += ': value,\n'
    }
    text += '})\n'
  }
  text += 'void braze.users.track({ attributes: [{ '
  for (const name of ['external_id', 'dob', '_merge_objects']) {
    mark(`attribute ${name}`, name)
    text += ': value, '
  }
  text += '}], events: [{ name: value, time: value, '
  mark('event properties', 'properties')
  return `${text}: value }] })\n`
}

/** The words shown, whatever lines they are broken into. */
async function shownAt(editor: Editor, name: string): Promise<string> {
  const at = places.get(name)
  if (at === undefined) throw new Error(`nothing is marked as ${name}`)
  return (await editor.hover(at)).replaceAll(/\s+/g, ' ')
}

describe('in the editor', { timeout: 60_000 }, () => {
  let editor: Editor

  beforeAll(async () => {
    editor = await openEditor(writeCalls())
    // The first answer waits until the types are read.
    await shownAt(editor, 'users.track')
  }, 60_000)

  afterAll(() => editor.close())

  it.each(rows.map((row) => [row.id, row] as const))('%s tells of itself and of its members', async (id, row) => {
    const shown = await shownAt(editor, id)
    expect(shown).toContain(row.docs.what)
    expect(shown).toContain(`${row.method} ${row.path}`)
    for (const [name, member] of Object.entries(shapeOf(row))) {
      expect(await shownAt(editor, `${id} ${name}`)).toContain(describeMember(member))
    }
  })

  it('tells of what stands deeper in a request', async () => {
    expect(await shownAt(editor, 'attribute dob')).toContain('Day of birth, `YYYY-MM-DD`.')
    expect(await shownAt(editor, 'attribute external_id')).toContain('at most 987 bytes')
    expect(await shownAt(editor, 'attribute _merge_objects')).toContain('Default false')
    expect(await shownAt(editor, 'event properties')).toContain('not `time`, `event_name`')
  })
})
