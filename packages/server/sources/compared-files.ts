import { type ComparedSolution, diffSolutions, type Value } from '@parley/flow'
import type { HistoryDiff } from '@parley/studio/api'
import { flowNameOf, type SourceFiles } from '@parley/studio/source'
import { parse } from 'yaml'

/** What became of a solution from one state of its files to another, without building either. */
export function diffFiles(from: SourceFiles, to: SourceFiles): HistoryDiff {
  const diff = diffSolutions(comparedOf(from), comparedOf(to))
  const texts = (flow: string) => {
    const path = `flows/${flow}.flow.json`
    return { from: from[path] ?? null, to: to[path] ?? null }
  }
  return { diff, flows: Object.fromEntries(diff.flows.map(({ flow }) => [flow, texts(flow)])) }
}

function comparedOf(files: SourceFiles): ComparedSolution {
  const flows: { [name: string]: string } = {}
  const texts: { [language: string]: Value } = {}
  const others: { [path: string]: string } = {}
  for (const [path, text] of Object.entries(files)) {
    const flow = flowNameOf(path)
    const language = /^texts\/([^/]+)\.ya?ml$/.exec(path)?.[1]
    if (flow !== null) flows[flow] = text
    else if (language !== undefined) texts[language] = readYaml(text)
    else others[path] = text
  }
  return { head: {}, flows, actions: {}, params: {}, secrets: [], egress: [], texts, files: others }
}

/** A file that is no YAML, or unfolds into too much, is compared as one text. */
function readYaml(text: string): Value {
  try {
    return JSON.parse(JSON.stringify(parse(text, { maxAliasCount: 100 }) ?? null)) as Value
  } catch {
    return text
  }
}
