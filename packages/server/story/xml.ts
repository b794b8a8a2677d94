/** What XML 1.0 cannot hold at all, escaped or not. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unspeakable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
}

/** For between tags. Characters that XML cannot hold are replaced. */
export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(unspeakable, '\ufffd')
    .replace(/[&<>"'\r]/g, (each) => entities[each] ?? each)
}

/** In an attribute a line break would be read as a space. */
function escapeAttribute(text: string): string {
  return escapeText(text).replace(/[\n\t]/g, (each) => entities[each] ?? each)
}

/** ` name="value"` for each. */
export function attributes(values: { readonly [name: string]: string | number }): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeAttribute(String(value))}"`)
    .join('')
}
