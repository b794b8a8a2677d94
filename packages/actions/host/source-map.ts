import { SourceMap } from 'node:module'

/** Where something in an author's file is. Line and column count from 1. */
export interface SourcePlace {
  readonly file: string
  readonly line: number
  readonly column: number
}

export interface Tracer {
  /** Replaces places in the bundle by places in the author's files, in any text that holds a stack. */
  readonly trace: (text: string) => string
  /** The first place in an author's file that a stack names. */
  readonly firstPlace: (stack: string) => SourcePlace | null
}

/** How Deno names a place in the bundle: name, line, column. */
const bundlePlace = /parley-bundle\.js(?:, <anonymous>)?:(\d+):(\d+)/g
/** The worker evaluates the bundle after a line of its own. */
const linesBefore = 1
/** Frames of the worker and of Deno itself say nothing to an author. */
const innerFrame = /\n\s+at [^\n]*(?:\/host\/worker\/|ext:)[^\n]*/g

/** Reads a bundle's source map; one that cannot be read traces nothing. */
export function createTracer(sourceMap: string): Tracer {
  let map: SourceMap | null = null
  const open = (): SourceMap | null => {
    try {
      map ??= new SourceMap(JSON.parse(sourceMap))
    } catch {
      return null
    }
    return map
  }
  const find = (line: string, column: string): SourcePlace | null => {
    const entry = open()?.findEntry(Number(line) - 1 - linesBefore, Number(column) - 1)
    if (!entry || !('originalSource' in entry)) return null
    return { file: entry.originalSource, line: entry.originalLine + 1, column: entry.originalColumn + 1 }
  }
  return {
    trace: (text) => {
      if (!text.includes('\n') && !text.includes('parley-bundle.js')) return text
      return text.replace(innerFrame, '').replace(bundlePlace, (whole, line: string, column: string) => {
        const place = find(line, column)
        return place ? `${place.file}:${place.line}:${place.column}` : whole
      })
    },
    firstPlace: (stack) => {
      for (const [, line = '', column = ''] of stack.matchAll(bundlePlace)) {
        const place = find(line, column)
        if (place && !place.file.includes('node_modules') && !place.file.startsWith('..')) return place
      }
      return null
    },
  }
}
