/** The part of a request's address behind the question mark. */
export type Query = URLSearchParams

/**
 * Every value of a member that may be repeated: `email=a`, `email[]=a&email[]=b`, both forms together. Blank values do not count.
 */
export function readMany(query: Query, name: string): readonly string[] {
  return [...query.getAll(name), ...query.getAll(`${name}[]`)].filter((value) => value !== '')
}

/** The member as a whole number; `undefined` when it is absent or blank, `'invalid'` when it is none within the range. */
export function readInteger(
  query: Query,
  name: string,
  range: { readonly min: number; readonly max: number },
): number | 'invalid' | undefined {
  const text = query.get(name)
  if (text === null || text === '') return undefined
  const value = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  return value >= range.min && value <= range.max ? value : 'invalid'
}
