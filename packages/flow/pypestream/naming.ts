import { fold } from '../answers/fold.ts'
import { choiceIdForm } from '../id.ts'

/** Latin letters and digits of a text, words joined by underscores. */
function slug(text: string, longest: number): string {
  return text
    .replace(/<<[^<>]*>>/g, '')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, longest)
    .replace(/^_+|_+$/g, '')
}

/** Id of the node that a row becomes: what the row is called, and its number. */
export function nodeId(name: string, number: number): string {
  const words = slug(name, 28)
  const digits = number < 0 ? `m${-number}` : String(number)
  return `${/^[a-z]/.test(words) ? words : words === '' ? 'node' : `node_${words}`}_${digits}`
}

/**
 * Ids for choices of these labels, in order: readable, each once, and none of them another's label. `null` for a label that
 * says the same as one before it.
 */
export function choiceIds(labels: readonly string[]): readonly (string | null)[] {
  const said = new Map<string, number>()
  for (const [index, label] of labels.entries()) if (!said.has(fold(label))) said.set(fold(label), index)
  const taken = new Set<string>()
  const isFree = (id: string, index: number): boolean => {
    const owner = said.get(fold(id))
    return choiceIdForm.test(id) && !taken.has(fold(id)) && (owner === undefined || owner === index)
  }
  return labels.map((label, index) => {
    if (fold(label) !== '' && said.get(fold(label)) !== index) return null
    const wished = slug(label, 40)
    let id = isFree(wished, index) ? wished : `choice_${index + 1}`
    for (let more = 2; !isFree(id, index); more++) id = `choice_${index + 1}_${more}`
    taken.add(fold(id))
    return id
  })
}

/** A word of a router: small letters, digits and underscores. */
export function routeWord(text: string): string {
  const word = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_]+/gu, '')
  return word === '' ? 'value' : word
}
