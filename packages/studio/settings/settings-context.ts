import { createContext, useContext, useState } from 'react'
import { RequestError, request } from '../app/request.ts'
import type { Json, JsonObject } from '../source/json.ts'
import { useProblemWords } from '../ui/problem-words.ts'
import type { SettingPath } from './solution-edit.ts'

/** What `solution.ts` says now, and whether whoever looks may change it. */
export interface SettingsView {
  readonly solution: string
  readonly settings: JsonObject
  readonly inCode: readonly string[]
  readonly mayEdit: boolean
}

export const SettingsContext = createContext<SettingsView | null>(null)

export function useSettings(): SettingsView {
  const view = useContext(SettingsContext)
  if (view === null) throw new Error('useSettings stands outside the settings')
  return view
}

/** One setting in the hand of a field. */
export interface Setting {
  /** `web.title` */
  readonly name: string
  readonly value: Json | undefined
  /** Where it is written in code; `null`: it is a plain value. */
  readonly inCode: string | null
  readonly disabled: boolean
  /** Why the last change was not taken. */
  readonly error: string | undefined
  /** Whether it was taken. `undefined` takes the setting out. `seen`: what it was when somebody began to change it; absent: what it is. */
  save(value: Json | undefined, seen?: { readonly value: Json | undefined }): Promise<boolean>
}

export function useSetting(...path: SettingPath): Setting {
  const { solution, settings, inCode, mayEdit } = useSettings()
  const [error, setError] = useState<unknown>(null)
  const wordsOf = useRefusalWords()
  const place = path.join('.')
  const code =
    inCode.find((each) => each === place || each.startsWith(`${place}.`) || place.startsWith(`${each}.`)) ?? null
  const value = valueAt(settings, path)
  return {
    name: place,
    value,
    inCode: code,
    disabled: !mayEdit || code !== null,
    error: error === null ? undefined : wordsOf(error),
    async save(next, seen = { value }) {
      try {
        await request(`/solutions/${solution}/settings`, {
          method: 'PUT',
          body: { path, ...(next === undefined ? {} : { value: next }), before: seen.value ?? null },
        })
        setError(null)
        return true
      } catch (thrown) {
        setError(thrown)
        return false
      }
    },
  }
}

/** Where the server says exactly what is wrong with a value, that; else what its refusal means. */
function useRefusalWords(): (error: unknown) => string {
  const words = useProblemWords()
  return (error) => {
    if (!(error instanceof RequestError)) return error instanceof Error ? error.message : String(error)
    const { code, problem } = error
    return problem.errors?.[0]?.detail ?? words[code] ?? problem.detail
  }
}

/** A member of a setting that is saved whole. */
export function memberOf(setting: Setting, member: string): Setting {
  const whole = isMembers(setting.value) ? setting.value : {}
  return {
    ...setting,
    name: `${setting.name}.${member}`,
    value: whole[member],
    save(value) {
      const { [member]: _before, ...others } = whole
      const next = value === undefined ? others : { ...others, [member]: value }
      return setting.save(Object.keys(next).length === 0 ? undefined : next)
    },
  }
}

export const isMembers = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const listOf = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []

export const textOf = (value: Json | undefined): string =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)

function valueAt(settings: JsonObject, path: readonly string[]): Json | undefined {
  let value: Json | undefined = settings
  for (const name of path) value = isMembers(value) && Object.hasOwn(value, name) ? value[name] : undefined
  return value
}
