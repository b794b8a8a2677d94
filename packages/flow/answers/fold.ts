/** The form in which words are compared: no case, no accents, no outer punctuation, single spaces. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^[\s.,;:!?'"()]+|[\s.,;:!?'"()]+$/g, '')
    .replace(/\s+/g, ' ')
}
