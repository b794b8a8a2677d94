/** Texts out of bytes that somebody else wrote. What cannot be read is told: letters that turn into others are found by nobody. */

/** UTF-8, or UTF-16 that says so with its mark; the mark is no part of the text. `null`: it is something else. */
export function textIn(bytes: Uint8Array): string | null {
  const [first, second] = bytes
  const wide = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null
  const text = decoded(bytes, wide ?? 'utf-8')
  return text === null || text.includes('\0') ? null : text
}

/**
 * Tables are what spreadsheets save, some of them in Windows-1252: which it is, nothing in the file says.
 * `null`: it is no text at all.
 */
export function tableTextIn(bytes: Uint8Array): { readonly text: string; readonly isGuess: boolean } | null {
  const text = textIn(bytes)
  if (text !== null) return { text, isGuess: false }
  const guessed = bytes.includes(0) ? null : decoded(bytes, 'windows-1252')
  return guessed === null ? null : { text: guessed, isGuess: true }
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
