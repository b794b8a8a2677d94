import { flowNameOf } from '../source/flow-file.ts'

/** Places that an edit touched, as people read them: `main › email`, `texts/ko.yaml`; a flow's nodes side by side. */
export function touchedIn(touched: readonly string[]): readonly string[] {
  const files = new Map<string, string[]>()
  for (const place of touched) {
    const [file = '', ...node] = place.split('#')
    const nodes = files.get(file) ?? []
    if (node.length > 0) nodes.push(node.join('#'))
    files.set(file, nodes)
  }
  return [...files].map(([file, nodes]) => {
    const name = flowNameOf(file) ?? file
    return nodes.length === 0 ? name : `${name} › ${nodes.join(', ')}`
  })
}
