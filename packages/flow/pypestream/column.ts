/** The columns of a `bot.csv`, in the order in which they are written, by the names that this folder has for them. */
export const columns = {
  number: 'Node Number',
  type: 'Node Type',
  name: 'Node Name',
  intent: 'Intent',
  entity_type: 'Entity Type',
  entity: 'Entity',
  nlu_disabled: 'NLU Disabled?',
  next_nodes: 'Next Nodes',
  message: 'Message',
  asset_type: 'Rich Asset Type',
  asset: 'Rich Asset Content',
  answer_required: 'Answer Required?',
  behaviors: 'Behaviors',
  command: 'Command',
  description: 'Description',
  output: 'Output',
  node_input: 'Node Input',
  parameters: 'Parameter Input',
  decision: 'Decision Variable',
  routes: 'What Next?',
  node_tags: 'Node Tags',
  skill_tag: 'Skill Tag',
  variable: 'Variable',
  platform_flag: 'Platform Flag',
  flows: 'Flows',
  css_class: 'CSS Classname',
} as const

export type Column = keyof typeof columns

/** Every column, in order. */
export const columnNames = Object.keys(columns) as readonly Column[]

/** Without these two nothing can be read; files with fewer columns than all are older, or short. */
export const neededColumns: readonly Column[] = ['number', 'type']

const letters = (header: string): string => header.toLowerCase().replace(/[^a-z]/g, '')

const byLetters = new Map<string, Column>(columnNames.map((name) => [letters(columns[name]), name]))
byLetters.set('behaviours', 'behaviors')

/** The column that a header names, whatever its case, spaces and punctuation; `null` when it names none. */
export function columnOf(header: string, first: boolean): Column | null {
  const found = byLetters.get(letters(header))
  if (found !== undefined) return found
  // Sheets leave junk before the first name: "New Stuff!Node Number".
  return first && letters(header).endsWith('nodenumber') ? 'number' : null
}
