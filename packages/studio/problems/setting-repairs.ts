/** Repairs of single settings. */
import { emptyFlow, type FlowFile } from '../source/flow-file.ts'
import type { Json } from '../source/json.ts'
import { passNode } from './edge-repairs.ts'
import { isMembers, renamedAt, valueAt, withAt } from './json-edit.ts'
import { change, type Found, put, quoted, type Repair, type RepairsOf } from './repair.ts'

const toNear = ({ near }: Found) => ({ en: `Use "${near}"`, ko: `"${near}" 사용` })

/** A value that is almost one of those there are. */
export const useNearValue: RepairsOf = (found) => {
  const { near, value } = found
  if (near === null || typeof value !== 'string') return []
  return [put(found, 'near', toNear(found), near)]
}

/** Actions that are offered. */
const mostOffered = 5

/** An action that is not there: one that is, or the way past the node. */
export const mendAction: RepairsOf = (found) => {
  const near = useNearValue(found)
  if (near.length > 0) return near
  const known = /^Use one of (.+)\.$/.exec(found.problem.repair)?.[1] ?? ''
  const names = [...known.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name).slice(0, mostOffered)
  const uses = names.map((name) => put(found, `use.${name}`, { en: `Use "${name}"`, ko: `"${name}" 사용` }, name))
  return [...uses, ...passNode(found)]
}

/** A member that is not known here. */
export const mendMember: RepairsOf = (found) => {
  const { near, path, value } = found
  const remove = put(found, 'remove', { en: 'Remove it', ko: '삭제' }, undefined)
  const parent = valueAt(found.flow, path.slice(0, -1))
  const isFree = near !== null && isMembers(parent) && parent[near] === undefined && value !== undefined
  if (!isFree) return [remove]
  return [change(found, 'rename', toNear(found), (file) => renamedAt(file, path, near) as FlowFile), remove]
}

/** Members that every node, or every question, has. */
const missing: { readonly [member: string]: Json } = {
  to: {},
  text: '',
  answer: { type: 'text' },
  set: {},
  fields: [],
  attributes: {},
}

export const mendShape: RepairsOf = (found) => {
  const { problem, value, near, path, id } = found
  const member = String(path.at(-1))
  if (near !== null && typeof value === 'string') return [put(found, 'near', toNear(found), near)]
  if (/ is missing\.$/.test(problem.reason) && missing[member] !== undefined)
    return [put(found, 'add', { en: `Add "${member}"`, ko: `"${member}" 추가` }, missing[member])]
  if (/expected string/.test(problem.reason) && (typeof value === 'number' || typeof value === 'boolean'))
    return [put(found, 'text', { en: 'Write it as a text', ko: '텍스트로 변경' }, String(value))]
  if (
    /expected number/.test(problem.reason) &&
    typeof value === 'string' &&
    value.trim() !== '' &&
    Number.isFinite(Number(value))
  )
    return [put(found, 'number', { en: 'Write it as a number', ko: '숫자로 변경' }, Number(value))]
  // A setting that cannot be what it is and that a node does without.
  if (id === undefined || value === undefined || path.length < 3 || member === 'kind') return []
  return [put(found, 'remove', { en: `Remove "${member}"`, ko: `"${member}" 삭제` }, undefined)]
}

export const mendFormat: RepairsOf = (found) => [
  put(found, 'format', { en: 'Set the format to 1', ko: '형식을 1로 설정' }, 1, ['format']),
]

/** Least and most exchanged. */
export const mendLimit: RepairsOf = (found) => {
  const { path, value, problem } = found
  const parent = path.slice(0, -1)
  const most = [...parent, 'max']
  const least = [...parent, 'min']
  if (/Exchange/.test(problem.repair)) {
    const [min, max] = [valueAt(found.flow, least), valueAt(found.flow, most)]
    return [
      change(found, 'swap', { en: 'Exchange least and most', ko: '최솟값과 최댓값 바꾸기' }, (file) => {
        const once = withAt(file, least, max) as FlowFile
        return withAt(once, most, min) as FlowFile
      }),
    ]
  }
  return value === undefined ? [] : [put(found, 'remove', { en: 'Remove the limit', ko: '제한 삭제' }, undefined)]
}

const units: readonly (readonly [RegExp, string])[] = [
  [/^(?:ms|milliseconds?)$/, 'ms'],
  [/^(?:s|secs?|seconds?)$/, 's'],
  [/^(?:m|mins?|minutes?)$/, 'm'],
  [/^(?:h|hrs?|hours?)$/, 'h'],
  [/^(?:d|days?)$/, 'd'],
]
const words: { readonly [number: string]: number } = { a: 1, an: 1, one: 1, two: 2, three: 3, half: 0 }

/** `10 minutes`, `1 Hour`, `a week`, `90`: what was meant, as it is written. */
export function durationMeant(written: string): string | null {
  const parts = [...written.toLowerCase().matchAll(/(\d+|\ban?\b|one|two|three)\s*([a-z]+)?/g)]
  let meant = ''
  for (const [, amount = '', unit = 'm'] of parts) {
    const number = words[amount] ?? Number(amount)
    const week = /^weeks?$/.test(unit)
    const short = week ? 'd' : units.find(([form]) => form.test(unit))?.[1]
    if (short === undefined || !Number.isFinite(number)) return null
    meant += `${week ? number * 7 : number}${short}`
  }
  return meant === '' ? null : meant
}

export const mendDuration: RepairsOf = (found) => {
  const { value } = found
  if (typeof value !== 'string') return []
  const meant = durationMeant(value)
  const offered = meant === null || meant === value ? ['10m'] : [meant]
  return offered.map((each) => put(found, `duration-${each}`, { en: `Write ${each}`, ko: `${each}(으)로 변경` }, each))
}

/** An address without its beginning, or without its safety. */
export const mendAddress: RepairsOf = (found) => {
  const { value } = found
  if (typeof value !== 'string') return []
  const rest = value
    .trim()
    .replace(/^https?:\/*/i, '')
    .replace(/^\/+/, '')
  if (rest === '' || /[\s"<>]/.test(rest) || /^[a-z]+:/i.test(rest)) return []
  const address = `https://${rest}`
  return [put(found, 'https', { en: `Use ${address}`, ko: `${address} 사용` }, address)]
}

export const mendLocale: RepairsOf = (found) => {
  const { value, path } = found
  const repairs: Repair[] = []
  if (typeof value === 'string' && /^[A-Za-z]{2,3}_[A-Za-z0-9_]+$/.test(value)) {
    const tag = value.replaceAll('_', '-')
    repairs.push(put(found, 'tag', { en: `Write "${tag}"`, ko: `"${tag}"(으)로 변경` }, tag))
  }
  if (value === 'UK') repairs.push(put(found, 'gb', { en: 'Write "GB"', ko: '"GB"로 변경' }, 'GB'))
  if (value !== undefined)
    repairs.push(put(found, 'remove', { en: `Remove "${path.at(-1)}"`, ko: `"${path.at(-1)}" 삭제` }, undefined))
  return repairs
}

/** Ways of writing a condition that CEL does not know. */
export const mendLogic: RepairsOf = (found) => {
  const { value } = found
  if (typeof value !== 'string' || value.length > 2000) return []
  const mended = value
    .replaceAll(/[“”]/g, '"')
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/\{\{\s*|\s*\}\}/g, '')
    .replaceAll(/\bAND\b|\band\b/g, '&&')
    .replaceAll(/\bOR\b|\bor\b/g, '||')
    .replaceAll(/\bNOT\b\s*|\bnot\b\s+/g, '!')
    .replaceAll('<>', '!=')
    .replaceAll(/===/g, '==')
    .replaceAll(/!==/g, '!=')
    .replaceAll(/(?<![=!<>])=(?!=)/g, '==')
  return mended === value ? [] : [put(found, 'logic', { en: `Write ${mended}`, ko: `${mended}(으)로 변경` }, mended)]
}

/** Liquid that is not closed. */
export const mendText: RepairsOf = (found) => {
  const { value, problem } = found
  if (typeof value !== 'string' || !/not closed/.test(problem.reason)) return []
  const open = value.lastIndexOf('{{')
  const [rest = ''] = /^\{\{\s*[\w.]+(?:\s*\|\s*\w+)*/.exec(value.slice(open)) ?? []
  if (open === -1 || rest === '') return []
  const closed = `${value.slice(0, open)}${rest} }}${value.slice(open + rest.length).replace(/^\s*\}/, '')}`
  return [put(found, 'close', { en: 'Close the {{ … }}', ko: '{{ … }} 닫기' }, closed)]
}

/** A list in a text is joined. */
export const mendTextType: RepairsOf = (found) => {
  const { value } = found
  const name = quoted(found)
  if (typeof value !== 'string' || name === undefined || !/join/.test(found.problem.repair)) return []
  const joined = value.replace(new RegExp(`\\{\\{\\s*${name}\\s*\\}\\}`), `{{ ${name} | join: ', ' }}`)
  return joined === value
    ? []
    : [put(found, 'join', { en: 'Join the list with commas', ko: '목록을 쉼표로 연결' }, joined)]
}

/** The setting is taken out; a node never is. Of a list it is the item that goes. */
export const removeIt: RepairsOf = (found) => {
  const { path, id, value } = found
  if (value === undefined || path.length < (id === undefined ? 1 : 3)) return []
  const at = path.findLastIndex((part) => typeof part === 'number')
  const whole = at === path.length - 2 ? path.slice(0, at + 1) : path
  const name = String(path.at(-1))
  const remove = put(found, 'remove', { en: `Remove "${name}"`, ko: `"${name}" 삭제` }, undefined)
  if (whole === path) return [remove]
  return [remove, put(found, 'remove-item', { en: 'Remove this entry', ko: '이 항목 삭제' }, undefined, whole)]
}

/** Two of the same name: the second gets another one, and its edge with it. */
export const renameSecond: RepairsOf = (found) => {
  const { value, path, id } = found
  if (typeof value !== 'string') return []
  const list = valueAt(found.flow, path.slice(0, -2))
  const taken = new Set(
    Array.isArray(list) ? (list as readonly Json[]).map((each) => valueAt(each, [path.at(-1) ?? ''])) : [],
  )
  let count = 2
  while (taken.has(`${value}_${count}`)) count += 1
  const name = `${value}_${count}`
  const isPort = path.at(-1) === 'port'
  return [
    change(found, 'rename', { en: `Call it "${name}"`, ko: `이름을 "${name}"(으)로 변경` }, (file) => {
      const renamed = withAt(file, path, name) as FlowFile
      const target = id === undefined ? undefined : valueAt(file, ['nodes', id, 'to', value])
      return isPort && id !== undefined && target !== undefined
        ? (withAt(renamed, ['nodes', id, 'to', name], target) as FlowFile)
        : renamed
    }),
    put(found, 'remove', { en: 'Remove the second', ko: '두 번째 항목 삭제' }, undefined, path.slice(0, -1)),
  ]
}

export const mendChoice: RepairsOf = (found) => {
  const { problem, path } = found
  if (/Two choices/.test(problem.reason)) return renameSecond(found)
  if (path.at(-1) === 'style') return removeIt(found)
  if (/also names/.test(problem.reason)) {
    const at = path.findLastIndex((part) => typeof part === 'number')
    return at === -1
      ? []
      : [put(found, 'remove', { en: 'Remove this choice', ko: '이 선택지 삭제' }, undefined, path.slice(0, at + 1))]
  }
  if (path.at(-1) === 'answer' && valueAt(found.flow, [...path, 'choices']) === undefined) {
    const choices = [
      { id: 'yes', label: 'Yes' },
      { id: 'no', label: 'No' },
    ]
    return [
      put(found, 'choices', { en: 'Offer Yes and No', ko: '예/아니요 선택지 추가' }, choices, [...path, 'choices']),
    ]
  }
  return []
}

export const mendVariants: RepairsOf = (found) => {
  const { path, value } = found
  if (path.at(-1) === 'port') return renameSecond(found)
  if (!Array.isArray(value)) return []
  const even = (value as readonly Json[]).map((each) => (isMembers(each) ? { ...each, weight: 1 } : each))
  return [put(found, 'even', { en: 'Give each variant the same weight', ko: '모든 변형에 같은 비중 주기' }, even)]
}

export const mendHours: RepairsOf = (found) => {
  const { value, path } = found
  const [, from, to] = /^\s*(\d{1,2})(?::?00)?\s*(?:-|–|to)\s*(\d{1,2})(?::?00)?\s*$/.exec(String(value)) ?? []
  const remove = put(found, 'remove', { en: 'Remove it', ko: '삭제' }, undefined)
  if (path[2] === 'holidays' || from === undefined || to === undefined) return [remove]
  const span = `${from.padStart(2, '0')}:00-${to.padStart(2, '0')}:00`
  return [put(found, 'span', { en: `Write ${span}`, ko: `${span}(으)로 변경` }, span), remove]
}

export const mendTimeZone: RepairsOf = (found) => {
  const { value } = found
  const city = String(value).trim().replaceAll(' ', '_').toLowerCase()
  const zones = Intl.supportedValuesOf('timeZone')
  const meant = zones.find((zone) => zone.toLowerCase() === city || zone.toLowerCase().endsWith(`/${city}`)) ?? 'UTC'
  return [put(found, 'zone', { en: `Use ${meant}`, ko: `${meant} 사용` }, meant)]
}

export const mendWait: RepairsOf = (found) => {
  const { path, node } = found
  if (path.at(-1) === 'save') return removeIt(found)
  if (found.id === undefined) return []
  const at = ['nodes', found.id]
  if (node?.webhook !== undefined)
    return [
      put(found, 'webhook', { en: 'Wait for the webhook only', ko: '웹훅만 기다리기' }, undefined, [...at, 'event']),
      put(found, 'event', { en: 'Wait for the event only', ko: '이벤트만 기다리기' }, undefined, [...at, 'webhook']),
    ]
  return [put(found, 'minute', { en: 'Wait for one minute', ko: '1분 기다리기' }, '1m', [...at, 'for'])]
}

export const mendIdle: RepairsOf = (found) => {
  const { path, value, problem } = found
  if (!isMembers(value)) return []
  const remove = put(found, 'remove', { en: 'Remove this rule', ko: '이 규칙 삭제' }, undefined)
  if (/never come/.test(problem.reason)) {
    const list = path.slice(0, -1)
    const index = path.at(-1)
    return [
      change(found, 'last', { en: 'Make it the last rule', ko: '마지막 규칙으로 이동' }, (file) => {
        const rules = (valueAt(file, list) ?? []) as readonly Json[]
        const moved = [...rules.filter((_, at) => at !== index), ...rules.filter((_, at) => at === index)]
        return withAt(file, list, moved) as FlowFile
      }),
      remove,
    ]
  }
  const { after } = value
  return [
    put(
      found,
      'abandon',
      { en: 'Let it end the conversation', ko: '대화 종료로 설정' },
      { ...(after === undefined ? {} : { after }), abandon: true },
    ),
    remove,
  ]
}

/** The secret is taken out; what it was is not kept anywhere. */
export const removeSecret: RepairsOf = (found) => {
  const { value, path } = found
  if (typeof value !== 'string') return []
  if (path.at(-1) === 'default')
    return [put(found, 'remove', { en: 'Remove the default', ko: '기본값 삭제' }, undefined)]
  const isLogic = /^\s*['"]/.test(value)
  return [put(found, 'remove', { en: 'Take the secret out', ko: '비밀 값 지우기' }, isLogic ? "''" : '')]
}

/** An input that the action needs: the variable of that name, or a text to be filled in. */
export const addInput: RepairsOf = (found) => {
  const name = quoted(found)
  if (name === undefined || found.id === undefined) return []
  const logic = found.flow.variables?.[name] === undefined ? "''" : name
  const path = ['nodes', found.id, 'input', name]
  return [put(found, 'add', { en: `Give it "${name}" as ${logic}`, ko: `"${name}"에 ${logic} 전달` }, logic, path)]
}

/** A flow that is called and is not there. */
export const addFlow: RepairsOf = (found) => {
  const name = quoted(found)
  const repairs = [...useNearValue(found)]
  if (name !== undefined && /^[a-z][a-z0-9_]{0,63}$/.test(name)) repairs.push(newFlow(name))
  return repairs
}

export function newFlow(name: string): Repair {
  return {
    id: 'add-flow',
    words: { en: `Add a flow "${name}"`, ko: `"${name}" 플로 추가` },
    flow: name,
    edit: (file) => ({ ...emptyFlow, ...file, start: 'hello', nodes: { hello: { kind: 'end', text: 'Hello!' } } }),
  }
}
