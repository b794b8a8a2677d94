/** The names of intents in `nlu/intents.yaml`, found by their indentation: a reader of all YAML is large, and the compiler has the last word. */
export function intentNames(text: string): readonly string[] {
  const names: string[] = []
  let indent: number | null = null
  let inside = false
  for (const line of text.split('\n')) {
    if (/^\s*(#|$)/.test(line)) continue
    const found = /^(\s*)(["']?)([^"'#:\s][^"'#:]*)\2\s*:/.exec(line)
    const depth = /^\s*/.exec(line)?.[0].length ?? 0
    if (depth === 0) {
      inside = found?.[3] === 'intents'
      indent = null
    } else if (inside && found !== null) {
      indent ??= depth
      if (depth === indent) names.push((found[3] ?? '').trim())
    }
  }
  return names
}
