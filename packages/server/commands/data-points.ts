import { askOperator, type OperatorOptions, printTable } from './operator.ts'

interface Report {
  readonly from: string
  readonly to: string
  readonly total: { readonly sent: number; readonly saved: number }
  readonly lines: readonly {
    readonly day: string
    readonly solution: string
    readonly environment: string
    readonly flow: string
    readonly node: string
    readonly sent: number
    readonly saved: number
  }[]
}

/** `parley data-points`: what each node wrote to Braze, and what was left out because it had not changed. */
export async function dataPoints(
  options: OperatorOptions & { readonly json?: boolean; readonly from?: string; readonly to?: string },
): Promise<number> {
  const query = new URLSearchParams()
  if (options.from !== undefined) query.set('from', options.from)
  if (options.to !== undefined) query.set('to', options.to)
  const report = await askOperator<Report>(`/v1/reports/data-points?${query}`, options)
  if (options.json === true) {
    console.log(JSON.stringify(report, null, 2))
    return 0
  }
  const { sent, saved } = report.total
  printTable(
    ['day', 'solution', 'flow', 'node', 'sent', 'saved'],
    report.lines.map((line) => [
      line.day,
      `${line.solution}/${line.environment}`,
      line.flow,
      line.node,
      String(line.sent),
      String(line.saved),
    ]),
  )
  const share = sent + saved === 0 ? 0 : Math.round((100 * saved) / (sent + saved))
  console.log(`\n${report.from} to ${report.to}: ${sent} data points sent, ${saved} saved (${share} %).`)
  return 0
}
