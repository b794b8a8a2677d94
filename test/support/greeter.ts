import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface Greeting {
  readonly greeting: string
  /** Id of the second question. */
  readonly second?: string
  /** Text of the flow file instead of a whole one. */
  readonly broken?: string
}

let made = 0

/** A solution folder: asks a name and a city, and runs an action that says the greeting. */
export class Greeter {
  readonly name: string
  readonly folder: string

  /** `parent`: the folder that its own is to be in. */
  constructor(parent: string) {
    made += 1
    this.name = `greeter-${made}`
    this.folder = join(parent, this.name)
  }

  async write({ greeting, second = 'city', broken }: Greeting): Promise<string> {
    const ask = (text: string, variable: string, next: string) => ({
      kind: 'ask',
      text,
      answer: { type: 'text' },
      variable,
      to: { next },
    })
    const flow = {
      format: 1,
      start: 'name',
      variables: { name: { type: 'text' }, city: { type: 'text' }, words: { type: 'text' } },
      nodes: {
        name: ask(`${greeting}! Your name?`, 'name', second),
        [second]: ask(`${greeting}! Your city?`, 'city', 'greet'),
        greet: {
          kind: 'action',
          action: 'greet',
          save: { words: 'outputs.words' },
          to: { success: 'bye', error: 'bye' },
        },
        bye: { kind: 'end', text: '{{ words }}, {{ name }} from {{ city }}.' },
      },
    }
    const files = {
      'solution.ts': `import { defineSolution } from '@parley/actions'
export default defineSolution({ name: '${this.name}', start: 'main', params: { sandbox: {}, prod: {} }, secrets: ['greeter_key'] })
`,
      'flows/main.flow.json': broken ?? JSON.stringify(flow, null, 2),
      'actions/greet.ts': `import { defineAction, z } from '@parley/actions'
export default defineAction({
  input: z.object({}),
  outputs: z.object({ words: z.string() }),
  async execute() {
    return { outcome: 'success', outputs: { words: '${greeting}' } }
  },
})
`,
    }
    await Promise.all([
      mkdir(join(this.folder, 'flows'), { recursive: true }),
      mkdir(join(this.folder, 'actions'), { recursive: true }),
    ])
    await Promise.all(Object.entries(files).map(([file, text]) => writeFile(join(this.folder, file), text)))
    return this.folder
  }
}
