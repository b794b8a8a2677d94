/** Longer than any browser's list. */
const longest = 1000
const most = 20

/** The languages of an `Accept-Language` header (RFC 9110), best first. What is no language is left out. */
export function readAcceptLanguage(header: string | undefined): readonly string[] {
  if (header === undefined || header.length > longest) return []
  return header
    .split(',')
    .slice(0, most)
    .map((entry) => /^\s*([A-Za-z0-9-]+)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?$/.exec(entry))
    .flatMap((found) => (found?.[1] === undefined ? [] : [{ tag: found[1], quality: Number(found[2] ?? 1) }]))
    .filter(({ quality }) => quality > 0)
    .toSorted((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag)
}
