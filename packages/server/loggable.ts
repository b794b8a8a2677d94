/**
 * What of an error may be logged: kind, message, code and stack, and the same of what caused it. Its other properties are
 * left out, since drivers hang the values that they were working on there (`detail`, `parameters`, `where`).
 */
export function loggable(error: unknown, depth = 0): { readonly [name: string]: unknown } {
  if (!(error instanceof Error)) return { type: typeof error }
  return {
    type: error.name,
    message: error.message,
    code: Reflect.get(error, 'code'),
    stack: error.stack,
    ...(error.cause === undefined || depth === 3 ? {} : { cause: loggable(error.cause, depth + 1) }),
  }
}
