import type { FromChild, ToChild } from '../frame.ts'
import {
  byteLength,
  bytesFrom,
  bytesUpTo,
  decode,
  encode,
  parse,
  readStdin,
  stringify,
  textIndexOf,
  textSlice,
  writeStdout,
} from './intrinsics.ts'

/** Proves to the host that a line is the worker's; never in reach of an action. */
let token = ''

/** Writes one frame. Blocks while the host has not read the ones before: that is the back-pressure. */
export function send(frame: FromChild): void {
  let rest = encode(`${token}${stringify(frame)}\n`)
  while (byteLength(rest) > 0) rest = bytesFrom(rest, writeStdout(rest))
}

/** Reads frames until the host closes the pipe. */
export async function receive(handle: (frame: ToChild) => void): Promise<void> {
  const buffer = new Uint8Array(64 * 1024)
  let pending = ''
  for (;;) {
    const count = await readStdin(buffer)
    if (count === null) return
    let searched = pending.length
    pending += decode(bytesUpTo(buffer, count), { stream: true })
    let start = 0
    for (;;) {
      const end = textIndexOf(pending, '\n', searched)
      if (end < 0) break
      const frame = parse(textSlice(pending, start, end)) as ToChild
      if (frame.kind === 'hello') token = frame.token
      else handle(frame)
      start = end + 1
      searched = start
      if (frame.kind === 'hello') send({ kind: 'ready' })
    }
    pending = textSlice(pending, start)
  }
}
