import type { FlowFile } from '../source/flow-file.ts'

/** As the server takes them. */
const largestFile = 20_000_000

/** A flow file from somebody's computer, or why it is none. */
export async function readFlowFile(
  file: Pick<Blob, 'size' | 'text'>,
): Promise<FlowFile | 'tooLarge' | 'notJson' | 'noFlow'> {
  if (file.size > largestFile) return 'tooLarge'
  let value: unknown
  try {
    value = JSON.parse(await file.text())
  } catch {
    return 'notJson'
  }
  const isObject = (each: unknown): each is object => typeof each === 'object' && each !== null && !Array.isArray(each)
  if (!isObject(value) || !('nodes' in value) || !isObject(value.nodes)) return 'noFlow'
  const nodes = Object.entries(value.nodes).filter(
    ([, node]) => isObject(node) && 'kind' in node && typeof node.kind === 'string',
  )
  return { format: 1, start: '', ...value, nodes: Object.fromEntries(nodes) } as FlowFile
}
