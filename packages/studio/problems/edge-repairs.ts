/** Repairs of how nodes hang together. */
import type { FlowFile, NodeFile } from '../source/flow-file.ts'
import type { Json } from '../source/json.ts'
import { isMembers, renamedAt, valueAt, withAt } from './json-edit.ts'
import { change, type Found, put, quoted, type Repair, type RepairsOf } from './repair.ts'

const idForm = /^[a-z][a-z0-9_]{0,63}$/

/** An id that no node has. */
function freeId({ nodes }: FlowFile, wish: string): string {
  if (!Object.hasOwn(nodes, wish)) return wish
  let count = 2
  while (Object.hasOwn(nodes, `${wish}_${count}`)) count += 1
  return `${wish}_${count}`
}

const placeOf = (node: NodeFile | undefined) => node?.meta?.studio

/** The end that stands closest to a node, or the first one where nobody knows where they stand. */
function nearestEnd(flow: FlowFile, from: NodeFile | undefined): string | null {
  const here = placeOf(from)
  const ends = Object.entries(flow.nodes).filter(([, node]) => node.kind === 'end')
  const far = (node: NodeFile): number => {
    const there = placeOf(node)
    return here === undefined || there === undefined ? 0 : Math.hypot(here.x - there.x, here.y - there.y)
  }
  const [nearest] = ends.sort(([, one], [, other]) => far(one) - far(other))
  return nearest?.[0] ?? null
}

/** A new end right of a node. */
function withEnd(flow: FlowFile, id: string, beside: NodeFile | undefined): FlowFile {
  const place = placeOf(beside)
  const meta = place === undefined ? {} : { meta: { studio: { ...place, x: place.x + 320, y: place.y + 40 } } }
  return { ...flow, nodes: { ...flow.nodes, [id]: { kind: 'end', ...meta } } }
}

const withEdge = (flow: FlowFile, node: string, port: string, target: string): FlowFile =>
  withAt(flow, ['nodes', node, 'to', port], target) as FlowFile

/** A port that leads nowhere: to an end that there is, or to a new one. */
export const routePort: RepairsOf = (found) => {
  const { flow, node, id } = found
  const port = /(?:port|outcome) "([^"]*)"/.exec(found.problem.reason)?.[1]
  if (id === undefined || port === undefined) return []
  const end = nearestEnd(flow, node)
  const fresh: Repair = change(
    found,
    'new-end',
    { en: `Lead "${port}" to a new end`, ko: `"${port}"을(를) 새 종료 노드로 연결` },
    (file) => {
      const made = freeId(file, 'end')
      return withEdge(withEnd(file, made, file.nodes[id]), id, port, made)
    },
  )
  if (end === null) return [fresh]
  const words = { en: `Lead "${port}" to "${end}"`, ko: `"${port}"을(를) "${end}"(으)로 연결` }
  return [change(found, 'to-end', words, (file) => withEdge(file, id, port, end)), fresh]
}

/** A circle without a pause: the way that closes it leads to an end. */
export const leaveCircle: RepairsOf = (found) => {
  const { flow, problem } = found
  const way = [...problem.reason.matchAll(/"([^"]*)"/g)].map(([, id = '']) => id)
  const [last = '', first = ''] = way.slice(-2)
  const port = Object.entries(flow.nodes[last]?.to ?? {}).find(([, target]) => target === first)?.[0]
  if (port === undefined) return []
  const end = nearestEnd(flow, flow.nodes[last])
  const words = (to: string, koTo: string) => ({
    en: `Lead "${port}" of "${last}" to ${to}`,
    ko: `"${last}"의 "${port}"을(를) ${koTo} 연결`,
  })
  const fresh = change(found, 'new-end', words('a new end', '새 종료 노드로'), (file) => {
    const made = freeId(file, 'end')
    return withEdge(withEnd(file, made, file.nodes[last]), last, port, made)
  })
  if (end === null) return [fresh]
  return [
    change(found, 'to-end', words(`"${end}"`, `"${end}"(으)로`), (file) => withEdge(file, last, port, end)),
    fresh,
  ]
}

/** An edge, a menu item or a resume that leads to no node. */
export const mendEdge: RepairsOf = (found) => {
  const { near, value, path } = found
  const repairs: Repair[] = []
  if (near !== null) repairs.push(put(found, 'near', { en: `Lead it to "${near}"`, ko: `"${near}"(으)로 연결` }, near))
  if (typeof value === 'string' && idForm.test(value)) {
    const words = { en: `Add an end "${value}"`, ko: `"${value}" 종료 노드 추가` }
    repairs.push(change(found, 'add', words, (file) => withEnd(file, value, found.node)))
  }
  const isItem = path[0] === 'menu'
  const words = isItem
    ? { en: 'Remove the menu item', ko: '메뉴 항목 삭제' }
    : { en: 'Remove the edge', ko: '연결 삭제' }
  repairs.push(put(found, 'remove', words, undefined, isItem ? path.slice(0, -1) : path))
  return repairs
}

/** An edge from a port that the node does not have. */
export const mendPort: RepairsOf = (found) => {
  const { near, node, path, value } = found
  const isTaken = near !== null && isMembers(node?.to) && node.to[near] !== undefined
  const remove = put(found, 'remove', { en: 'Remove the edge', ko: '연결 삭제' }, undefined)
  if (near === null || isTaken || value === undefined) return [remove]
  const words = { en: `Call the port "${near}"`, ko: `포트 이름을 "${near}"(으)로 변경` }
  return [change(found, 'rename', words, (file) => renamedAt(file, path, near) as FlowFile), remove]
}

/** A flow, or the solution, that starts nowhere. */
export const mendStart: RepairsOf = (found) => {
  const { flow, near } = found
  const repairs: Repair[] = []
  const targets = new Set(Object.values(flow.nodes).flatMap(({ to }) => (isMembers(to) ? Object.values(to) : [])))
  const first = Object.keys(flow.nodes).find((id) => !targets.has(id)) ?? Object.keys(flow.nodes)[0]
  for (const [id, target] of [['near', near] as const, ['first', first === near ? null : first] as const])
    if (target != null)
      repairs.push(put(found, id, { en: `Start with "${target}"`, ko: `"${target}"에서 시작` }, target, ['start']))
  if (Object.keys(flow.nodes).length === 0)
    repairs.push(
      change(found, 'add', { en: 'Add a first message', ko: '첫 메시지 추가' }, (file) => ({
        ...file,
        start: 'hello',
        nodes: { hello: { kind: 'end', text: 'Hello!' } },
      })),
    )
  return repairs
}

/** A node that nothing leads to, and everything that only leads away from it stays where it is. */
export const removeNode: RepairsOf = (found) => {
  const { id } = found
  if (id === undefined) return []
  return [
    put(found, 'remove', { en: `Remove "${id}"`, ko: `"${id}" 삭제` }, undefined, ['nodes', id]),
    ...insertBefore(found, id),
  ]
}

/** What leads to the node leads on to where it went when all was well. */
export const passNode: RepairsOf = (found) => {
  const { id, flow, node } = found
  const ways = isMembers(node?.to) ? node.to : {}
  const next = ways.success ?? Object.values(ways)[0]
  if (id === undefined || typeof next !== 'string' || next === id || !Object.hasOwn(flow.nodes, next)) return []
  const words = { en: `Remove "${id}" and go on to "${next}"`, ko: `"${id}"을(를) 삭제하고 "${next}"(으)로 진행` }
  return [change(found, 'pass', words, (file) => leadPast(file, id, next))]
}

function leadPast(file: FlowFile, id: string, next: string): FlowFile {
  const nodes = Object.entries(file.nodes).flatMap(([name, node]): [string, NodeFile][] => {
    if (name === id) return []
    const ways = Object.entries(node.to ?? {})
    if (!ways.some(([, to]) => to === id)) return [[name, node]]
    return [[name, { ...node, to: Object.fromEntries(ways.map(([port, to]) => [port, to === id ? next : to])) }]]
  })
  return { ...file, start: file.start === id ? next : file.start, nodes: Object.fromEntries(nodes) }
}

/** Puts the node on the way into an end, where it can go on to that end itself. */
function insertBefore(found: Found, id: string): readonly Repair[] {
  const { flow, node } = found
  const next = isMembers(node?.to) ? Object.entries(node.to) : []
  const [port, target] = next[0] ?? []
  if (next.length !== 1 || port === undefined || typeof target !== 'string') return []
  const before = Object.entries(flow.nodes).find(
    ([each, { to }]) => each !== id && isMembers(to) && Object.values(to).includes(target),
  )
  const way = before === undefined ? undefined : Object.entries(before[1].to ?? {}).find(([, to]) => to === target)?.[0]
  if (before === undefined || way === undefined) return []
  const words = {
    en: `Insert it between "${before[0]}" and "${target}"`,
    ko: `"${before[0]}"과(와) "${target}" 사이에 넣기`,
  }
  return [change(found, 'insert', words, (file) => withEdge(file, before[0], way, id))]
}

/** A case of a branch that never counts. Its port goes with it where no other case has it. */
export const removeCase: RepairsOf = (found) => {
  const { path, id, flow } = found
  const at = path.indexOf('cases')
  const index = path[at + 1]
  if (id === undefined || at === -1 || typeof index !== 'number') return []
  const cases = valueAt(flow, ['nodes', id, 'cases'])
  if (!Array.isArray(cases) || cases.length < 2) return []
  return [
    change(found, 'remove', { en: 'Remove this case', ko: '이 조건 삭제' }, (file) => {
      const own = valueAt(file, ['nodes', id, 'cases', index, 'port'])
      const left = withAt(file, ['nodes', id, 'cases', index], undefined) as FlowFile
      const others = (valueAt(left, ['nodes', id, 'cases']) ?? []) as readonly Json[]
      const isUsed = typeof own !== 'string' || others.some((each) => valueAt(each, ['port']) === own)
      return isUsed ? left : (withAt(left, ['nodes', id, 'to', own], undefined) as FlowFile)
    }),
  ]
}

/** Node ids in edges, menu and resume follow a new name. */
function renameNode(flow: FlowFile, id: string, name: string): FlowFile {
  const follow = (target: Json | undefined): Json | undefined => (target === id ? name : target)
  const nodes = Object.entries(flow.nodes).map(([each, node]) => {
    if (!isMembers(node.to)) return [each === id ? name : each, node] as const
    const to = Object.fromEntries(Object.entries(node.to).map(([port, target]) => [port, follow(target)]))
    return [each === id ? name : each, { ...node, to }] as const
  })
  const renamed = { ...flow, start: follow(flow.start) as string, nodes: Object.fromEntries(nodes) } as FlowFile
  const menu = Array.isArray(flow.menu)
    ? {
        menu: (flow.menu as readonly Json[]).map((item) => (isMembers(item) ? { ...item, to: follow(item.to) } : item)),
      }
    : {}
  const resume =
    isMembers(flow.resume) && flow.resume.to !== undefined
      ? { resume: { ...flow.resume, to: follow(flow.resume.to) } }
      : {}
  return { ...renamed, ...menu, ...resume } as FlowFile
}

/** The id that a name would be: lower-case letters, digits and underscores. */
function idOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[^a-z]+|_+$/g, '')
  return plain === '' ? 'step' : plain.slice(0, 64)
}

export const mendId: RepairsOf = (found) => {
  const { id, path, value } = found
  const isNode = id !== undefined && path.length === 2
  if (isNode) {
    const words = (name: string) => ({ en: `Call it "${name}"`, ko: `이름을 "${name}"(으)로 변경` })
    const name = freeId(found.flow, idOf(id))
    return [change(found, 'rename', words(name), (file) => renameNode(file, id, freeId(file, idOf(id))))]
  }
  if (path[0] === 'variables' && path.length === 2) {
    const from = String(path[1])
    const name = freeVariable(found.flow, idOf(from))
    const words = { en: `Call the variable "${name}"`, ko: `변수 이름을 "${name}"(으)로 변경` }
    return [change(found, 'rename', words, (file) => renamedAt(file, path, name) as FlowFile)]
  }
  if (typeof value !== 'string') return []
  // Ids of choices may have capitals and hyphens; ports and stored answers go by them.
  const name = /^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(value) ? idOf(value) : idOf(value).replaceAll('__', '_')
  const old = quoted(found) ?? value
  return [
    change(found, 'rename', { en: `Write "${name}"`, ko: `"${name}"(으)로 변경` }, (file) => {
      const renamed = withAt(file, path, name) as FlowFile
      const edge = id === undefined ? undefined : valueAt(renamed, ['nodes', id, 'to', `choice.${old}`])
      return edge === undefined || id === undefined
        ? renamed
        : (renamedAt(renamed, ['nodes', id, 'to', `choice.${old}`], `choice.${name}`) as FlowFile)
    }),
  ]
}

export function freeVariable(flow: FlowFile, wish: string): string {
  const variables = flow.variables ?? {}
  if (!Object.hasOwn(variables, wish)) return wish
  let count = 2
  while (Object.hasOwn(variables, `${wish}_${count}`)) count += 1
  return `${wish}_${count}`
}
