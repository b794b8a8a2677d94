import { expect, test } from 'vitest'
import { readLines } from './read-lines.ts'

test('lines come whole, wherever the stream is cut', async () => {
  const bytes = new TextEncoder().encode('one\n안녕\n\nthree')
  for (const size of [1, 2, 3, 100]) {
    const parts: Uint8Array[] = []
    for (let at = 0; at < bytes.length; at += size) parts.push(bytes.slice(at, at + size))
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const part of parts) controller.enqueue(part)
        controller.close()
      },
    })
    expect(await Array.fromAsync(readLines(body))).toEqual(['one', '안녕', 'three'])
  }
})
