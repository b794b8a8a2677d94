/**
 * The media type of a file, found out from its content. What the sender says is never believed: an HTML page called `cat.png` is
 * plain text. Text of any sort is `text/plain`, what nobody knows `application/octet-stream`.
 */
export async function readFileType(content: Uint8Array): Promise<string> {
  // Comes with the first file: most solutions take none.
  const { fileTypeFromBuffer } = await import('file-type')
  const known = await fileTypeFromBuffer(content).catch(() => undefined) // A broken file is of no known type.
  if (known !== undefined) return known.mime
  return isText(content) ? 'text/plain' : 'application/octet-stream'
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0000-\u0008\u000e-\u001f\u007f]/

function isText(content: Uint8Array): boolean {
  try {
    return !controls.test(new TextDecoder('utf-8', { fatal: true }).decode(content))
  } catch {
    return false
  }
}
