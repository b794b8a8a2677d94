/** What people typed as a payload: an object, or why it is none. */
export type Payload =
  | { readonly kind: 'object'; readonly value: { readonly [name: string]: unknown } }
  | { readonly kind: 'wrong'; readonly line: number | null; readonly detail: string }

export function readPayload(text: string): Payload {
  if (text.trim() === '') return { kind: 'object', value: {} }
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { kind: 'object', value: value as { readonly [name: string]: unknown } }
    return { kind: 'wrong', line: null, detail: '' }
  } catch (error) {
    const detail = error instanceof Error ? error.message : ''
    return { kind: 'wrong', line: lineOf(detail, text), detail }
  }
}

/** Browsers tell the place as a position, or as line and column. */
function lineOf(message: string, text: string): number | null {
  const [, line] = /line (\d+)/.exec(message) ?? []
  if (line !== undefined) return Number(line)
  const [, position] = /position (\d+)/.exec(message) ?? []
  return position === undefined ? null : text.slice(0, Number(position)).split('\n').length
}
