import { createContext, useContext, useState } from 'react'
import { RequestError, request } from '../app/request.ts'
import type { Json, JsonObject } from '../source/json.ts'
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
  readonly value: Json | undefined
  /** Where it is written in code; `null`: it is a plain value. */
  readonly inCode: string | null
  readonly disabled: boolean
  /** Why the last change was not taken. */
  readonly error: string | undefined
  /** Whether it was taken. `undefined` takes the setting out. */
  save(value: Json | undefined): Promise<boolean>
}

export function useSetting(...path: SettingPath): Setting {
  const { solution, settings, inCode, mayEdit } = useSettings()
  const [error, setError] = useState<string | undefined>(undefined)
  const place = path.join('.')
  const code =
    inCode.find((each) => each === place || each.startsWith(`${place}.`) || place.startsWith(`${each}.`)) ?? null
  return {
    value: valueAt(settings, path),
    inCode: code,
    disabled: !mayEdit || code !== null,
    error,
    async save(value) {
      try {
        await request(`/solutions/${solution}/settings`, {
          method: 'PUT',
          body: { path, ...(value === undefined ? {} : { value }) },
        })
        setError(undefined)
        return true
      } catch (thrown) {
        setError(wordsOf(thrown))
        return false
      }
    },
  }
}

function wordsOf(error: unknown): string {
  if (!(error instanceof RequestError)) return error instanceof Error ? error.message : String(error)
  const [first] = error.problem.errors ?? []
  return first?.detail ?? error.problem.detail
}

/** A member of a setting that is saved whole. */
export function memberOf(setting: Setting, member: string): Setting {
  const whole = isMembers(setting.value) ? setting.value : {}
  return {
    ...setting,
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
