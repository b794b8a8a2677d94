import { placeOf, printLines } from './report.ts'
import type { StoryRun } from './run.ts'
import { attributes, escapeText } from './xml.ts'

const seconds = (ms: number): string => (ms / 1000).toFixed(3)

/** The runs as JUnit XML: one suite per file, one case per story. */
export function writeJunit(solution: string, runs: readonly StoryRun[]): string {
  const files = [...new Set(runs.map(({ file }) => file))]
  const suites = files.map((file) => {
    const own = runs.filter((run) => run.file === file)
    return `  <testsuite${attributes({ name: file, ...countsOf(own) })}>\n${own.map((run) => writeCase(solution, run)).join('')}  </testsuite>\n`
  })
  const head = attributes({ name: solution, ...countsOf(runs) })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${head}>\n${suites.join('')}</testsuites>\n`
}

function countsOf(runs: readonly StoryRun[]) {
  return {
    tests: runs.length,
    failures: runs.filter(({ deviation }) => deviation !== null).length,
    errors: 0,
    skipped: 0,
    time: seconds(runs.reduce((sum, { tookMs }) => sum + tookMs, 0)),
  }
}

function writeCase(solution: string, run: StoryRun): string {
  const { file, written, deviation, lines, tookMs } = run
  const classname = `${solution}.${file.replace(/^tests\//, '').replace(/\.test\.ya?ml$/, '')}`
  const name = written.story.story
  const head = `    <testcase${attributes({ name, classname, file, line: written.line, time: seconds(tookMs) })}`
  if (deviation === null) return `${head}/>\n`
  const { expected, happened } = deviation
  const text = [placeOf(run), `expected: ${expected}`, `happened: ${happened}`, '', ...printLines(lines)].join('\n')
  const message = `expected: ${expected}; happened: ${happened}`
  return `${head}>\n      <failure${attributes({ message, type: 'deviation' })}>${escapeText(text)}</failure>\n    </testcase>\n`
}
