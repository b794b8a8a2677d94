/** A path of the contract cut at its slashes: literal texts, and names in braces. */
export type PathPattern = readonly (string | { readonly param: string })[]

/** What stands where the pattern has a name, decoded. */
export type PathParams = { readonly [param: string]: string }

/** `/catalogs/{catalog_name}/items` as a pattern. */
export function readPattern(path: string): PathPattern {
  return path
    .slice(1)
    .split('/')
    .map((segment) => (/^\{.+\}$/.test(segment) ? { param: segment.slice(1, -1) } : segment))
}

/** The parameters of a path that fits the pattern; `undefined` when it does not, when one is blank, or not decodable. */
export function matchPath(pattern: PathPattern, path: string): PathParams | undefined {
  const segments = path.slice(1).split('/')
  if (segments.length !== pattern.length) return undefined
  const params: { [param: string]: string } = Object.create(null)
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? ''
    if (typeof part === 'string') {
      if (part !== segment) return undefined
      continue
    }
    const value = decode(segment)
    if (value === undefined || value === '') return undefined
    params[part.param] = value
  }
  return params
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}
