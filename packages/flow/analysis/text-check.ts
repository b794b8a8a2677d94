/**
 * What can be told of a text before it is rendered: filters and comparisons that come to nothing, values that cannot be shown,
 * loops over what is no list, more steps than there are, and which variables it shows without asking whether they are known.
 *
 * FC9 a filter, a member, a comparison or a loop that no value of the declared type fits is a problem, and so is an object or a list
 *     that is shown as it is
 * FC10 a text that certainly takes more than the limits of a rendering is a problem
 */
import { nearest } from '../nearest.ts'
import type { Declaration } from '../variable.ts'
import { findTooMuch, type Limits } from './text-cost.ts'
import { type Filter, insideOf, isOperator, namesOf, type Piece, type Token, type Valued } from './text-tree.ts'
import {
  areComparable,
  filterRows,
  isText,
  membersOfVariables,
  type TextType,
  typesOfVariables,
  wordsFor,
} from './text-type.ts'

export interface TextFind {
  readonly code: 'text-type' | 'text-limit'
  readonly reason: string
  readonly repair: string
  /** Offset in the text. */
  readonly at: number
}

export interface CheckedText {
  readonly finds: readonly TextFind[]
  /** Variables that are shown as they are: neither compared anywhere in the text nor given a default. */
  readonly shows: readonly string[]
}

export function checkText(
  pieces: readonly Piece[],
  declared: (name: string) => Declaration | undefined,
  limits: Limits,
): CheckedText {
  const check = new TextCheck(declared)
  check.pieces(pieces)
  const cost = findTooMuch(pieces, limits)
  if (cost !== null)
    check.finds.push({
      code: 'text-limit',
      reason: `This takes more than ${cost.kind === 'steps' ? `${limits.steps} steps` : `${limits.memory} items`}, and then nothing is shown.`,
      repair: 'Loop over fewer things: a text is a message.',
      at: cost.at,
    })
  return { finds: check.finds, shows: [...check.shown].filter((name) => !check.tested.has(name)) }
}

const contactLike: { readonly [name: string]: TextType } = {
  contact: 'object',
  page: 'object',
  profile: 'object',
  conversation: 'object',
}

class TextCheck {
  readonly finds: TextFind[] = []
  readonly shown = new Set<string>()
  /** Variables that some condition of the text is about. */
  readonly tested = new Set<string>()
  readonly #declared: (name: string) => Declaration | undefined
  /** Names that the text gives itself. */
  readonly #own = new Map<string, TextType>()

  constructor(declared: (name: string) => Declaration | undefined) {
    this.#declared = declared
  }

  pieces(pieces: readonly Piece[]): void {
    for (const piece of pieces) this.#piece(piece)
  }

  #piece(piece: Piece): void {
    const { name, value } = piece
    if (name === undefined || name === 'echo') this.#output(value)
    else if (name === 'assign' && value !== undefined && piece.key !== undefined)
      this.#give(piece.key, this.#shownValue(value))
    else if (name === 'capture' && piece.variable !== undefined) this.#give(piece.variable, 'text')
    else if (name === 'for' || name === 'tablerow') this.#loop(piece)
    else if (name === 'case') this.#case(piece)
    else if (name === 'if' || name === 'unless')
      for (const branch of piece.branches ?? []) this.#condition(branch.value)
    else if (name === 'cycle') for (const each of piece.candidates ?? []) this.#shownToken(each)
    for (const inside of insideOf(piece)) this.pieces(inside)
  }

  #give(name: string, type: TextType): void {
    const known = this.#own.get(name)
    this.#own.set(name, known === undefined || known === type ? type : 'any')
  }

  #output(value: Valued | undefined): void {
    if (value === undefined) return
    const type = this.#shownValue(value)
    const [token] = value.initial.postfix
    if (token === undefined || (type !== 'list' && type !== 'object')) return
    const member = type === 'list' ? '"| join: \', \'"' : 'a member'
    this.#find(
      token,
      `This is ${wordsFor[type]}, which would be shown as program text.`,
      type === 'list'
        ? `Join its items: ${member}, or loop over them.`
        : 'Name one of its members, or show it with "| json".',
    )
  }

  /** The type of a value that is shown, or becomes part of what is. */
  #shownValue({ initial, filters }: Valued): TextType {
    const tokens = initial.postfix
    const [only] = tokens
    const hasDefault = filters.some(({ name }) => name === 'default')
    if (only === undefined) return 'any'
    if (tokens.length > 1) {
      this.#compare(tokens)
      return this.#filtered('boolean', filters, only)
    }
    if (!hasDefault) this.#show(only)
    return this.#filtered(this.#typeOf(only), filters, only)
  }

  #shownToken(token: Token): void {
    if (token.initial !== undefined) this.#shownValue({ initial: token.initial, filters: token.filters ?? [] })
    else this.#show(token)
  }

  #show(token: Token): void {
    const name = namesOf(token)?.[0]
    if (name !== undefined && !this.#own.has(name) && this.#declared(name) !== undefined) this.shown.add(name)
    for (const inner of token.props ?? []) if (inner.props !== undefined) this.#show(inner)
  }

  #filtered(type: TextType, filters: readonly Filter[], token: Token): TextType {
    let present = type
    // The engine that escapes values adds a filter without a name that could be written.
    for (const filter of filters.filter((each) => /^\w/.test(each.name))) {
      for (const arg of filter.args) {
        const [given] = isNamed(arg) ? [arg[1]] : [arg]
        if (given !== undefined) this.#show(given)
      }
      const row = filterRows.get(filter.name)
      if (row === undefined) present = 'any'
      else if (row.refuses.includes(present)) {
        this.#find(
          { begin: filter.token?.begin ?? token.begin },
          `The filter "${filter.name}" makes nothing of ${wordsFor[present]}.`,
          row.repair,
        )
        present = 'any'
      } else if (filter.name === 'default') present = this.#defaulted(present, filter)
      else if (row.gives !== 'same') present = row.gives
    }
    return present
  }

  #defaulted(type: TextType, { args }: Filter): TextType {
    const [given] = args
    const other = given === undefined || isNamed(given) ? 'any' : this.#typeOf(given)
    return other === type ? type : 'any'
  }

  #loop({ collection, variable }: Piece): void {
    if (collection !== undefined && collection.lhs === undefined) {
      const name = namesOf(collection)?.[0]
      if (name !== undefined) this.tested.add(name)
      const type = this.#typeOf(collection)
      if (isText(type) || type === 'number' || type === 'boolean')
        this.#find(
          collection,
          `A loop goes over a list, and this is ${wordsFor[type]}.`,
          'Loop over a list, or show it as it is.',
        )
    }
    if (variable !== undefined) this.#own.set(variable, 'any')
  }

  #case({ value, branches = [] }: Piece): void {
    const [subject] = value?.initial.postfix ?? []
    if (value === undefined || subject === undefined) return
    this.#condition(value)
    const type = value.filters.length > 0 || value.initial.postfix.length > 1 ? 'any' : this.#typeOf(subject)
    for (const { values = [] } of branches)
      for (const each of values) {
        const other = this.#typeOf(each)
        if (!isPlainWord(each) && !areComparable(type, other)) this.#unlike(each, type, other)
      }
  }

  #condition(value: Valued | undefined): void {
    if (value === undefined) return
    for (const token of value.initial.postfix) {
      const name = isOperator(token) ? undefined : namesOf(token)?.[0]
      if (name !== undefined) this.tested.add(name)
    }
    if (value.initial.postfix.length > 1) this.#compare(value.initial.postfix)
    else for (const token of value.initial.postfix) this.#typeOf(token)
    if (value.filters.length > 0)
      this.#filtered('any', value.filters, value.initial.postfix[0] ?? { begin: 0, kind: 0 })
  }

  /** Works a condition out on types; the operands come before their operator. */
  #compare(tokens: readonly Token[]): void {
    const stack: { readonly token: Token; readonly type: TextType }[] = []
    for (const token of tokens) {
      if (!isOperator(token)) {
        stack.push({ token, type: this.#typeOf(token) })
        continue
      }
      const right = stack.pop()
      const left = token.operator === 'not' ? right : stack.pop()
      if (left !== undefined && right !== undefined) this.#operate(token, left, right)
      stack.push({ token, type: 'boolean' })
    }
  }

  #operate(operator: Token, left: Operand, right: Operand): void {
    const { operator: sign = '' } = operator
    if (sign === 'contains') {
      if (!isText(left.type) && !['list', 'any', 'object'].includes(left.type))
        this.#find(left.token, `${capital(wordsFor[left.type])} contains nothing.`, 'Compare it with ==.')
      return
    }
    if (['and', 'or', 'not'].includes(sign) || isPlainWord(left.token) || isPlainWord(right.token)) return
    if (!areComparable(left.type, right.type)) this.#unlike(right.token, left.type, right.type)
  }

  #unlike(token: Token, one: TextType, other: TextType): void {
    this.#find(
      token,
      `${capital(wordsFor[one])} is compared with ${wordsFor[other]}, and they are never the same.`,
      one === 'number' || other === 'number'
        ? 'Write numbers without quotes, and texts in quotes.'
        : 'Compare values of the same type.',
    )
  }

  #typeOf(token: Token): TextType {
    if (token.lhs !== undefined) return 'list'
    if (token.literal === 'true' || token.literal === 'false') return 'boolean'
    if (token.literal !== undefined) return 'any'
    if (token.props === undefined) {
      const { content } = token
      return typeof content === 'number' ? 'number' : typeof content === 'string' ? 'text' : 'any'
    }
    const names = namesOf(token)
    return names === null ? 'any' : this.#typeOfName(names, token)
  }

  #typeOfName([name = '', ...members]: readonly string[], token: Token): TextType {
    const declared = this.#own.has(name) ? undefined : this.#declared(name)
    const type =
      this.#own.get(name) ??
      (declared === undefined
        ? (contactLike[name] ?? (name === 'now' ? 'date' : 'any'))
        : typesOfVariables[declared.type])
    const [member] = members
    const isWhole = token.props?.length === 1
    if (isWhole) return type
    if (declared !== undefined && member !== undefined) this.#member(name, declared, type, member, token)
    if (name === 'page') return typeOfPage(members)
    if (name === 'contact') return members.length > 1 ? 'any' : member === 'proved' ? 'boolean' : 'text'
    if (name === 'results')
      return member !== undefined && members[1] === 'outcome' && members.length === 2 ? 'text' : 'any'
    return 'any'
  }

  #member(name: string, { type }: Declaration, kind: TextType, member: string, token: Token): void {
    if (kind === 'list' || kind === 'any' || ['size', 'first', 'last'].includes(member)) {
      if (kind === 'number' || kind === 'boolean')
        this.#find(token, `"${name}" is ${wordsFor[kind]} and has no "${member}".`, `Write "${name}" alone.`)
      return
    }
    const known = membersOfVariables[type]
    if (kind === 'object') {
      if (known === undefined || known.includes(member)) return
      const near = nearest(member, known)
      const repair =
        near === null ? `Use one of ${known.map((each) => `"${each}"`).join(', ')}.` : `Did you mean "${near}"?`
      this.#find(token, `A ${type} has no "${member}".`, repair)
    } else this.#find(token, `"${name}" is ${wordsFor[kind]} and has no "${member}".`, `Write "${name}" alone.`)
  }

  #find({ begin }: { readonly begin: number }, reason: string, repair: string): void {
    this.finds.push({ code: 'text-type', reason, repair, at: begin })
  }
}

function typeOfPage([member = '', inner, ...more]: readonly string[]): TextType {
  if (inner === undefined)
    return member === 'history' ? 'list' : ['utm', 'product', 'tags', 'meta'].includes(member) ? 'object' : 'text'
  if (more.length > 0) return 'any'
  if (member === 'product' && inner === 'price') return 'number'
  return member === 'utm' || member === 'product' ? 'text' : 'any'
}

interface Operand {
  readonly token: Token
  readonly type: TextType
}

function isNamed(arg: Filter['args'][number]): arg is readonly [string, Token] {
  return Array.isArray(arg)
}

/** `blank`, `empty`, `nil` go with everything. */
function isPlainWord({ literal }: Token): boolean {
  return literal !== undefined && literal !== 'true' && literal !== 'false'
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}
