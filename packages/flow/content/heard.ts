import type { Said } from '../event.ts'
import type { Content } from '../message.ts'

/** As much of a form as a transcript shows in words. */
const longest = 4096

/** What was said as a transcript shows it when no question gives it meaning. */
export function contentOf(said: Said): Content {
  switch (said.kind) {
    case 'text':
      return { kind: 'text', text: said.text }
    case 'choice':
      return { kind: 'text', text: said.choice }
    case 'choices':
      return { kind: 'text', text: said.choices.join(', ').slice(0, longest) }
    case 'form':
      return { kind: 'text', text: linesOf(said.form).slice(0, longest) }
    case 'file': {
      const upload = said.uploads?.find(({ id }) => id === said.file)
      return upload === undefined
        ? { kind: 'text', text: said.file }
        : { kind: 'file', text: upload.name, file: upload }
    }
  }
}

function linesOf(form: Extract<Said, { kind: 'form' }>['form']): string {
  return Object.entries(form)
    .map(([field, given]) => `${field}: ${typeof given === 'string' ? given : JSON.stringify(given)}`)
    .join('\n')
}
