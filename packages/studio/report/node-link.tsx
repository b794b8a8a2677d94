import { Link } from 'react-router'
import { reveal } from '../editor/state.ts'
import { withParams } from './filter.ts'
import { useWords } from './words.ts'

/** A node by its name; leads to it on the canvas. */
export function NodeLink({
  solution,
  flow,
  node,
  withFlow,
}: {
  readonly solution: string
  readonly flow: string
  readonly node: string
  readonly withFlow?: boolean
}) {
  const words = useWords()
  return (
    <Link
      to={`/s/${encodeURIComponent(solution)}/flows/${encodeURIComponent(flow)}`}
      title={words.showOnCanvas(node)}
      onClick={() => reveal(flow, node)}
    >
      {withFlow === true ? `${flow}.${node}` : node}
    </Link>
  )
}

/** The transcripts of the same time and filters, narrowed. */
export function transcriptsTo(
  solution: string,
  params: URLSearchParams,
  narrowed: { readonly [name: string]: string | null },
): string {
  const query = withParams(params, { view: null, flow: null, versions: null, ...narrowed })
  return `/s/${encodeURIComponent(solution)}/transcripts?${query}`
}
