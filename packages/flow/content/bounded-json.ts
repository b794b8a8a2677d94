import type { Values } from '../value.ts'

/** `values` when they are not larger, written as JSON; otherwise `null`. */
export function boundedJson(values: Values, mostCharacters: number): Values | null {
  return JSON.stringify(values).length <= mostCharacters ? values : null
}
