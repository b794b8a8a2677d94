/** What became of stories, for people at a terminal and for other programs. */
import type { FlowCoverage, Line } from '@parley/flow/story'
import { percentOf, sumOf } from '@parley/flow/story'
import type { StoryRun } from './run.ts'

/** As much of a conversation as helps: the end of it. */
const mostLines = 40
const longestLine = 160

/** `✓ tests/signup.test.yaml: A visitor …`, and what went wrong. */
export function printRun(run: StoryRun): string {
  const { file, written, deviation } = run
  const { story, line } = written
  if (deviation === null) return `✓ ${file}: ${story.story}`
  const place = placeOf(run)
  return [
    `✗ ${file}: ${story.story}`,
    `    ${file}:${line}`,
    ...printLines(run.lines).map((each) => `      ${each}`),
    `    ${place}  step ${deviation.at + 1}`,
    `    expected: ${deviation.expected}`,
    `    happened: ${deviation.happened}`,
  ].join('\n')
}

/** Where the step is that went wrong, `tests/signup.test.yaml:12`. */
export function placeOf({ file, written, deviation }: StoryRun): string {
  const { lines, line } = written
  return `${file}:${deviation === null ? line : (lines[deviation.at] ?? lines.at(-1) ?? line)}`
}

/** A conversation, line by line, who beside what. */
export function printLines(lines: readonly Line[]): readonly string[] {
  const shown = lines.slice(-mostLines)
  const left = lines.length - shown.length
  const printed = shown.flatMap(({ who, text }) => {
    const [first = '', ...rest] = text.split('\n')
    return [`${who.padEnd(7)} ${cut(first)}`, ...rest.map((each) => `        ${cut(each)}`)]
  })
  return left === 0 ? printed : [`(${left} lines before)`, ...printed]
}

function cut(text: string): string {
  return text.length > longestLine ? `${text.slice(0, longestLine)} …` : text
}

const share = (flows: readonly FlowCoverage[], of: 'nodes' | 'ports' | 'edges'): string => {
  const sum = sumOf(flows, of)
  return `${of} ${sum.covered}/${sum.total} (${percentOf(sum).toFixed(0)} %)`
}

const mostMissed = 20

/** One line per flow, and what was missed. */
export function printCoverage(flows: readonly FlowCoverage[]): string {
  const lines = flows.flatMap((flow) => {
    const { missed } = flow.edges
    const more = missed.length > mostMissed ? ` and ${missed.length - mostMissed} more` : ''
    const names = missed.length === 0 ? [] : [`    missed: ${missed.slice(0, mostMissed).join(', ')}${more}`]
    return [`  ${flow.flow}: ${sharesOf([flow])}`, ...names]
  })
  return flows.length === 1 ? ['Coverage', ...lines].join('\n') : [`Coverage: ${sharesOf(flows)}`, ...lines].join('\n')
}

const sharesOf = (flows: readonly FlowCoverage[]): string =>
  (['nodes', 'ports', 'edges'] as const).map((of) => share(flows, of)).join(', ')

/** For `--json`. */
export function runsAsJson(runs: readonly StoryRun[], coverage: readonly FlowCoverage[] | null) {
  return {
    passed: runs.filter(({ deviation }) => deviation === null).length,
    failed: runs.filter(({ deviation }) => deviation !== null).length,
    stories: runs.map((run) => {
      const { file, written, deviation, lines, tookMs } = run
      const told = { story: written.story.story, file, line: written.line, passed: deviation === null, took_ms: tookMs }
      if (deviation === null) return told
      const { at, expected, happened } = deviation
      return {
        ...told,
        step: at + 1,
        step_line: Number(placeOf(run).split(':').at(-1)),
        expected,
        happened,
        transcript: lines,
      }
    }),
    ...(coverage === null
      ? {}
      : { coverage: { edges_percent: Number(percentOf(sumOf(coverage, 'edges')).toFixed(2)), flows: coverage } }),
  }
}
