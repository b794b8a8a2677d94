import { Document, isMap, isScalar, isSeq, parseDocument, visit } from 'yaml'
import type { Story } from './story.ts'

/** Inside a step, short objects read better on one line. */
const shortest = 72

/** Stories as a file that people go on with. `head`: what they should know, above it. */
export function writeStoryFile(stories: readonly Story[], head: readonly string[]): string {
  const document = new Document({ stories: stories.map(readable) }, { aliasDuplicateObjects: false })
  document.commentBefore = head.map((line) => ` ${line}`).join('\n')
  const all = document.get('stories')
  if (isSeq(all)) for (const [index, item] of all.items.entries()) if (isMap(item)) item.spaceBefore = index > 0
  visit(document, {
    Map(key, node, path) {
      // The steps' own members stay one below the other; what they hold goes on a line where it fits.
      const depth = path.filter((each) => isMap(each) || isSeq(each)).length
      if (key === 'value' && depth >= 3 && JSON.stringify(node.toJSON()).length <= shortest) node.flow = true
    },
    Seq(key, node, path) {
      const depth = path.filter((each) => isMap(each) || isSeq(each)).length
      if (key === 'value' && depth >= 4 && JSON.stringify(node.toJSON()).length <= shortest) node.flow = true
    },
    Scalar(_key, node) {
      // Seen by other readers of YAML as a number, a date or a boolean, it would not be the text that it is.
      if (
        isScalar(node) &&
        typeof node.value === 'string' &&
        /^\d[\dTZ.:+-]*$|^[.:+-]|^(yes|no|on|off|y|n)$/i.test(node.value)
      )
        node.type = 'QUOTE_DOUBLE'
    },
  })
  return document.toString({ lineWidth: 120 })
}

/** Without what a story says anyway. */
function readable({
  story,
  flow,
  node,
  actions,
  at,
  language,
  contact,
  page,
  profile,
  variables,
  steps,
}: Story): object {
  return {
    story,
    ...(flow === undefined ? {} : { flow }),
    ...(node === undefined ? {} : { node }),
    ...(actions === 'mocked' ? {} : { actions }),
    ...(at === undefined ? {} : { at }),
    ...(language === undefined ? {} : { language }),
    ...(Object.keys(contact).length === 0 ? {} : { contact }),
    ...(page === undefined ? {} : { page }),
    ...(profile === undefined ? {} : { profile }),
    ...(Object.keys(variables).length === 0 ? {} : { variables }),
    steps,
  }
}

/** The file with one more story; what people wrote stays as they wrote it. */
export function addToStoryFile(present: string, story: Story): string {
  const document = parseDocument(present)
  const stories = document.get('stories')
  if (!isSeq(stories)) throw new TypeError('a file of stories has stories')
  const [added] = (parseDocument(writeStoryFile([story], [])).get('stories') as typeof stories).items
  if (isMap(added)) added.spaceBefore = true
  stories.add(added)
  return document.toString({ lineWidth: 120 })
}
