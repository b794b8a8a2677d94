/** Repairs of variables and of the names that texts and logic use. */
import type { FlowFile } from '../source/flow-file.ts'
import type { Json, JsonObject } from '../source/json.ts'
import { freeVariable } from './edge-repairs.ts'
import { isMembers, renamedAt, valueAt, withAt } from './json-edit.ts'
import { change, type Found, put, quoted, type Repair, type RepairsOf } from './repair.ts'

/** The type of variable that an answer of this type goes into. */
const holders: { readonly [answer: string]: string } = {
  rating: 'number',
  slider: 'number',
  'web-view': 'form',
}
const variableTypes = [
  'text',
  'email',
  'phone',
  'date',
  'time',
  'date-time',
  'number',
  'boolean',
  'choice',
  'choices',
  'file',
  'location',
  'form',
  'json',
]

/** What the variable would have to hold, as far as the place of its use says. */
function typeFor({ node, path }: Found): string {
  const answer = valueAt(node, ['answer', 'type'])
  if (path.at(-1) === 'variable' && typeof answer === 'string') {
    // A field of a form says itself what it asks for.
    const own = path.length > 3 ? valueAt(node, [...path.slice(2, -1), 'answer', 'type']) : answer
    const type = typeof own === 'string' ? own : answer
    return holders[type] ?? (variableTypes.includes(type) ? type : 'text')
  }
  if (path.includes('save') || path.includes('set') || path.includes('read')) return 'json'
  return 'text'
}

/** A name that no variable has: declared, or the one that was meant. */
export const mendVariable: RepairsOf = (found) => {
  const { problem, near, name: own } = found
  const called = /^The flow "([^"]+)" has no variable "([^"]+)"/.exec(problem.reason)
  const flow = called?.[1] ?? own
  const name = called?.[2] ?? quoted(found)
  if (name === undefined) return []
  const repairs: Repair[] = near === null ? [] : useNear(found, name, near)
  const type = called === null ? typeFor(found) : 'json'
  repairs.push({
    id: 'declare',
    words: { en: `Declare the variable "${name}" (${type})`, ko: `"${name}" 변수 선언 (${type})` },
    flow,
    edit: (file) => ({ ...file, variables: { ...file.variables, [name]: declaration(type, found) } }),
  })
  return repairs
}

/** What nothing sets yet begins as something that texts and logic can use. */
function declaration(type: string, { path }: Found): JsonObject {
  const isSet = path.at(-1) === 'variable' || path.includes('save') || path.includes('set') || path.includes('opens_at')
  return { type, ...(isSet || type !== 'text' ? {} : { default: '' }) }
}

/** A name in a text, in logic or as a member, put right. */
function useNear(found: Found, name: string, near: string): Repair[] {
  const { path, value } = found
  const words = { en: `Use "${near}"`, ko: `"${near}" 사용` }
  if (path.at(-1) === name) return [change(found, 'near', words, (file) => renamedAt(file, path, near) as FlowFile)]
  if (typeof value !== 'string') return []
  const replaced = value.replaceAll(new RegExp(`(?<![\\w])${escaped(name)}(?![\\w])`, 'g'), near)
  return replaced === value ? [] : [put(found, 'near', words, replaced)]
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A member, a filter, a tag or a choice that there is not, where another one was meant. */
export const mendName: RepairsOf = (found) => {
  const { near, problem } = found
  if (near === null) return []
  const filter = /undefined filter: (\S+?)[.\s]/.exec(`${problem.reason} `)?.[1]
  const names =
    filter === undefined ? [...problem.reason.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '') : [filter]
  // The sentence names the object first and what it lacks last.
  return (
    names
      .reverse()
      .map((name) => useNear(found, name, near))
      .find((repairs) => repairs.length > 0) ?? []
  )
}

/** A value that an action does not take, where another one was meant: in the logic, or in the choice that the variable holds. */
export const mendInput: RepairsOf = (found) => {
  const { near, value, flow } = found
  const name = quoted(found)
  if (near === null || name === undefined) return []
  const repairs = useNear(found, name, near)
  const asking = Object.entries(flow.nodes).find(
    ([, node]) => node.kind === 'ask' && node.variable === value && choiceAt(node, name) !== -1,
  )
  if (asking === undefined) return repairs
  const [id, node] = asking
  const path = ['nodes', id, 'answer', 'choices', choiceAt(node, name), 'id']
  return [
    ...repairs,
    put(found, 'choice', { en: `Call the choice "${near}"`, ko: `선택지 id를 "${near}"(으)로` }, near, path),
  ]
}

function choiceAt(node: Json, name: string): number {
  const choices = valueAt(node, ['answer', 'choices'])
  return Array.isArray(choices) ? choices.findIndex((choice: Json) => valueAt(choice, ['id']) === name) : -1
}

export const declareGiven: RepairsOf = (found) => {
  const name = quoted(found)
  if (name === undefined || found.flow.variables?.[name] === undefined) return []
  const type = String(found.flow.variables[name]?.type ?? 'text')
  const at = ['variables', name]
  const initial = defaultsByType[type]
  const repairs = [
    put(found, 'given', { en: `"${name}" is handed in at the start`, ko: `"${name}"은(는) 시작할 때 전달됨` }, true, [
      ...at,
      'given',
    ]),
  ]
  if (initial !== undefined)
    repairs.push(
      put(
        found,
        'default',
        {
          en: `Let "${name}" begin as ${JSON.stringify(initial)}`,
          ko: `"${name}"의 기본값을 ${JSON.stringify(initial)}(으)로`,
        },
        initial,
        [...at, 'default'],
      ),
    )
  return repairs
}

const defaultsByType: { readonly [type: string]: Json } = { text: '', number: 0, boolean: false, choices: [], json: '' }

/** The variable gets the type that fits what goes into it. */
export const mendType: RepairsOf = (found) => {
  const { flow, problem } = found
  const name = /the variable "([^"]+)"/.exec(problem.reason)?.[1]
  const listed = /Declare the variable as ([a-z -]+?)(?:,|\.|$)/.exec(problem.repair)?.[1]?.split(' or ') ?? []
  if (name === undefined || flow.variables?.[name] === undefined) return []
  return listed
    .filter((type) => variableTypes.includes(type))
    .map((type) =>
      change(
        found,
        `type-${type}`,
        { en: `Make "${name}" a variable of type ${type}`, ko: `"${name}" 변수를 ${type} 형식으로` },
        (file) => {
          const { default: _default, ...kept } = file.variables?.[name] ?? {}
          return { ...file, variables: { ...file.variables, [name]: { ...kept, type } } }
        },
      ),
    )
}

/** Logic of another type than the variable that it goes into. */
export const mendLogicType: RepairsOf = (found) => {
  const { problem, value, path, flow } = found
  const variable = String(path.at(-1))
  const yields = /^This yields ([\w.<>, ]+),/.exec(problem.reason)?.[1]
  const repairs: Repair[] = []
  const type = yields === undefined ? undefined : typesOfCel[yields]
  const isOwn = ['set', 'save'].includes(String(path.at(-2))) && flow.variables?.[variable] !== undefined
  if (isOwn && type !== undefined)
    repairs.push(
      put(
        found,
        'type',
        { en: `Make "${variable}" a variable of type ${type}`, ko: `"${variable}" 변수를 ${type} 형식으로` },
        type,
        ['variables', variable, 'type'],
      ),
    )
  if (typeof value !== 'string') return repairs
  for (const convert of ['string', 'double'])
    repairs.push(
      put(found, convert, { en: `Convert it: ${convert}(…)`, ko: `변환: ${convert}(…)` }, `${convert}(${value})`),
    )
  return repairs
}

const typesOfCel: { readonly [cel: string]: string } = {
  string: 'text',
  int: 'number',
  double: 'number',
  bool: 'boolean',
}

export const removeDefault: RepairsOf = (found) => [
  put(found, 'remove', { en: 'Remove the default', ko: '기본값 삭제' }, undefined),
]

/** A sensitive answer goes into a plain variable. */
export const makeSensitive: RepairsOf = (found) => {
  const { node, flow, name } = found
  const variable = /Declare "([^"]+)" as sensitive/.exec(found.problem.repair)?.[1]
  if (variable === undefined) return []
  const into = node?.kind === 'call' && found.path.includes('input') && typeof node.flow === 'string' ? node.flow : name
  const file = into === name ? flow : found.source.flow(into)
  if (file?.variables?.[variable] === undefined) return []
  return [
    {
      id: 'sensitive',
      words: { en: `Make "${variable}" sensitive too`, ko: `"${variable}"도 민감 정보로 지정` },
      flow: into,
      edit: (each) => withAt(each, ['variables', variable, 'sensitive'], true) as FlowFile,
    },
  ]
}

/** A variable with a name that already means something. Where it is used as a variable, the new name is. */
export const renameVariable: RepairsOf = (found) => {
  const { path, flow } = found
  const from = path[0] === 'variables' ? String(path[1]) : quoted(found)
  if (from === undefined || flow.variables?.[from] === undefined) return []
  const name = freeVariable(flow, `my_${from}`)
  const words = { en: `Call the variable "${name}"`, ko: `변수 이름을 "${name}"(으)로 변경` }
  return [
    change(found, 'rename', words, (file) => {
      const renamed = renamedAt(file, ['variables', from], name) as FlowFile
      const nodes = Object.entries(renamed.nodes).map(([id, node]) => [id, renamedIn(node, from, name) as typeof node])
      return { ...renamed, nodes: Object.fromEntries(nodes) }
    }),
  ]
}

/** Where a node names the variable that it sets. */
function renamedIn(value: Json | undefined, from: string, name: string): Json | undefined {
  if (Array.isArray(value)) return (value as readonly Json[]).map((each) => renamedIn(each, from, name) ?? null)
  if (!isMembers(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]) => {
      if ((member === 'variable' || member === 'opens_at') && inner === from) return [member, name]
      if (['set', 'save', 'read'].includes(member) && isMembers(inner) && Object.hasOwn(inner, from))
        return [member, renamedAt(inner, [from], name)]
      return [member, renamedIn(inner, from, name)]
    }),
  )
}
