import type { Context, Emitter } from 'liquidjs'
import { showValue } from './value.ts'

/** Collects what is rendered and counts it against the memory of the rendering, so that output is bounded as everything else. */
export function createEmitter(context: Context): Emitter {
  let buffer = ''
  return {
    get buffer() {
      return buffer
    },
    write(value: unknown) {
      const text = showValue(value)
      context.memoryLimit.use(text.length)
      buffer += text
    },
  }
}
