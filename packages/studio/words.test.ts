import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { tsPlugin } from '@sveltejs/acorn-typescript'
import { type AnyNode, type ObjectExpression, Parser } from 'acorn'
import { expect, it } from 'vitest'

/** Names, units and codes: the same in every language. */
const names = /^(Braze( ID)?|Canvas|Sandbox|Prod|ID|JSON|UTM \(JSON\)|PDF|Python|HH:MM|km|ms)$/
/** Written beside what is put into the page by the program: not for translation. */
const marks = /^(ms|MB|Parley Studio|Authorization: Bearer)$/

type Node = AnyNode | { readonly type: 'JSXText'; readonly value: string; readonly start: number }

const parsers = { ts: Parser.extend(tsPlugin({})), tsx: Parser.extend(tsPlugin({ jsx: {} })) }

const root = fileURLToPath(new URL('.', import.meta.url))
const sources = globSync('**/*.{ts,tsx}', { cwd: root })
  .filter((path) => !path.includes('node_modules') && !path.includes('.test.'))
  .map((path) => {
    const text = readFileSync(`${root}${path}`, 'utf8')
    const parser = path.endsWith('.tsx') ? parsers.tsx : parsers.ts
    return { path, tree: parser.parse(text, { sourceType: 'module', ecmaVersion: 'latest', locations: true }) }
  })

function walk(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) for (const each of value) walk(each, see)
  if (typeof value !== 'object' || value === null || !('type' in value)) return
  see(value as Node)
  for (const [name, member] of Object.entries(value)) if (name !== 'loc') walk(member, see)
}

/** The members of an object as it is written, through those in it: `retarget.sends.canvas`. */
function membersOf(node: AnyNode, path = ''): ReadonlyMap<string, AnyNode> {
  if ('expression' in node && typeof node.expression === 'object') return membersOf(node.expression as AnyNode, path)
  if (node.type !== 'ObjectExpression') return new Map([[path, node]])
  return new Map(
    node.properties.flatMap((member) => {
      if (member.type !== 'Property') return []
      return [...membersOf(member.value, path === '' ? nameOf(member.key) : `${path}.${nameOf(member.key)}`)]
    }),
  )
}

const nameOf = (key: AnyNode): string =>
  key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : ''

/** What is read of a text, or of a function that makes one. */
function readOf(node: AnyNode | undefined): string {
  const found: string[] = []
  walk(node, (each) => {
    if (each.type === 'Literal' && typeof each.value === 'string') found.push(each.value)
    if (each.type === 'TemplateElement') found.push(each.value.cooked ?? '')
  })
  return found.join(' ').trim()
}

/** What is said in the languages of the Studio side by side. */
function saidTwice(tree: AnyNode): readonly { readonly en: AnyNode; readonly ko: AnyNode }[] {
  const found: { readonly en: AnyNode; readonly ko: AnyNode }[] = []
  const memberOf = (node: ObjectExpression, name: string) =>
    node.properties.flatMap((each) => (each.type === 'Property' && nameOf(each.key) === name ? [each.value] : []))[0]
  walk(tree, (node) => {
    if (node.type !== 'ObjectExpression') return
    const en = memberOf(node, 'en')
    const ko = memberOf(node, 'ko')
    if (en !== undefined && ko !== undefined) found.push({ en, ko })
  })
  return found
}

it('says everything in Korean that it says in English, names excepted', () => {
  const wrong: string[] = []
  let said = 0
  for (const { path, tree } of sources)
    for (const { en, ko } of saidTwice(tree)) {
      const english = membersOf(en)
      const korean = membersOf(ko)
      for (const name of english.keys()) if (!korean.has(name)) wrong.push(`${path}: ${name} is not said in Korean`)
      for (const [name, node] of korean) {
        const text = readOf(node)
        said += 1
        if (/[a-z]{2}/i.test(text) && !/[가-힣]/.test(text) && !names.test(text))
          wrong.push(`${path}: ${name} is not Korean: ${text}`)
      }
    }
  expect(said).toBeGreaterThan(1000)
  expect(wrong).toEqual([])
})

it('puts no words on a page that are not in a language', () => {
  const wrong: string[] = []
  for (const { path, tree } of sources)
    walk(tree, (node) => {
      if (node.type !== 'JSXText') return
      const text = node.value.trim()
      if (/[a-z]{2}/i.test(text) && !marks.test(text)) wrong.push(`${path}: ${text}`)
    })
  expect(wrong).toEqual([])
})
