const control = /[^\P{Cc}\n\t]/gu
/** What may have to go; most texts hold none of it, and looking for it is what most of them cost. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const suspect = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ud800-\udfff]/

/**
 * Text that every channel and store can carry: control characters other than line break and tab removed, lone surrogates
 * replaced. PostgreSQL refuses U+0000, and terminals and logs obey escape characters.
 */
export function clean(text: string): string {
  if (!suspect.test(text)) return text
  return text.replace(control, '').toWellFormed()
}
