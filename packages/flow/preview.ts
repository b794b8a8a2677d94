/** Texts and logic tried out with given values, before anything runs. As bounded as in a conversation. */

import type { Page } from './event.ts'
import { createLogic, isFreeName } from './expression.ts'
import type { LogicMore } from './logic-more.ts'
import { pageValue } from './page.ts'
import { profileValue } from './profile.ts'
import { builtInNames, members, type Scope } from './scope.ts'
import { compileTemplate, type TextForm } from './template.ts'
import type { Value, Values } from './value.ts'
import type { VariableType } from './variable.ts'

/** What is known at the moment that is tried out. */
export interface PreviewValues {
  /** Variables, and `contact`, `page`, `profile`, `results`, `outputs` and so on by their names. */
  readonly values: Values
  /** Epoch milliseconds. */
  readonly at: number
  /** BCP 47. */
  readonly language: string
  /** The fields of the Braze profile that the solution chose. */
  readonly profile?: readonly string[]
}

export interface BrokenPreview {
  readonly kind: 'broken'
  readonly reason: string
  /** 0-based offset in the source; `null`: nobody knows. */
  readonly at: number | null
}

/** What a text renders as. */
export function previewText(
  source: string,
  form: TextForm,
  given: PreviewValues,
): { readonly kind: 'text'; readonly text: string } | BrokenPreview {
  const template = compileTemplate(source, form, given.language)
  if ('reason' in template) return { kind: 'broken', reason: template.reason, at: template.at }
  return { kind: 'text', text: template.render(scopeWith(given)) }
}

/** What logic yields, and of which type it is. `value` is absent when it fails with these values. */
export function previewLogic(
  source: string,
  variables: { readonly [name: string]: VariableType },
  given: PreviewValues,
  more: Exclude<LogicMore['kind'], 'called'> | null = null,
): { readonly kind: 'logic'; readonly type: string; readonly value?: Value } | BrokenPreview {
  const named = Object.entries(variables).filter(([name]) => isFreeName(name) && !isBuiltIn(name))
  const logic = createLogic(new Map(named.map(([name, type]) => [name, { type }])))
  const expression = logic.compile(source, more)
  if ('kind' in expression) return { kind: 'broken', reason: expression.reason, at: expression.at }
  const value = expression.evaluate(scopeWith(given))
  return { kind: 'logic', type: expression.type, ...(value === undefined ? {} : { value }) }
}

const isBuiltIn = (name: string): boolean => (builtInNames as readonly string[]).includes(name)

function scopeWith({ values, at, language, profile = [] }: PreviewValues): Scope {
  const given = (name: string): Values => {
    const value = Object.hasOwn(values, name) ? values[name] : null
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : {}
  }
  const value = (name: string): Value => {
    switch (name) {
      case 'contact':
        return { ...nothingOf('contact'), proved: false, ...given('contact') }
      case 'page':
        return pageValue(given('page') as unknown as Page)
      case 'conversation':
        return { turn: 1, id: null, language, ...given('conversation') }
      case 'results':
        return given('results')
      case 'profile':
        // A variable of that name hides it.
        if (Object.hasOwn(values, name) && typeof values[name] !== 'object') return values[name] ?? null
        return { ...given('profile'), ...(profileValue(given('profile'), profile) as Values) }
      default:
        return Object.hasOwn(values, name) ? (values[name] ?? null) : null
    }
  }
  return { at, language, value }
}

const nothingOf = (name: string): Values => Object.fromEntries((members[name] ?? []).map((member) => [member, null]))
