const control = /[^\P{Cc}\n\t]/gu

/**
 * Text that every channel and store can carry: control characters other than line break and tab removed, lone surrogates
 * replaced. PostgreSQL refuses U+0000, and terminals and logs obey escape characters.
 */
export function clean(text: string): string {
  return text.replace(control, '').toWellFormed()
}
