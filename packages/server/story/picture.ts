/**
 * A picture of what stories go through: for each flow its graph, what was covered and what was missed. One file that needs
 * nothing else: HTML with SVG inside, or the SVG alone.
 *
 * Colour is never the only sign: what was missed is dashed, and named in a list.
 */
import type { Program } from '@parley/flow'
import { type Coverage, type FlowCoverage, percentOf, type Share, sumOf } from '@parley/flow/story'
import { layOut, nodeName, type PlacedEdge, type PlacedGraph, type PlacedNode } from './graph-layout.ts'
import { attributes, escapeText } from './xml.ts'

const style = `
  .node rect { stroke-width: 1.5; rx: 7; }
  .node .name { font: 600 13px system-ui, sans-serif; }
  .node .kind { font: 11px system-ui, sans-serif; opacity: .75; }
  .node text { text-anchor: middle; }
  .edge path { fill: none; stroke-width: 1.6; }
  .edge text { font: 11px system-ui, sans-serif; text-anchor: middle; dominant-baseline: central; }
  .edge .back { stroke: none; fill: #fff; opacity: .88; }
  .covered rect { fill: #dcf5e3; stroke: #1a7f37; } .covered text { fill: #0b3d1a; }
  .covered path { stroke: #1a7f37; } .covered .tip { fill: #1a7f37; }
  .missed rect { fill: #ffe9e7; stroke: #c4222d; stroke-dasharray: 5 3; } .missed text { fill: #7d0d15; }
  .missed path { stroke: #c4222d; stroke-dasharray: 6 4; } .missed .tip { fill: #c4222d; stroke: none; }
  .edge.covered .back, .edge.missed .back { fill: #fff; stroke: none; }
`

const page = `
  body { font: 15px/1.45 system-ui, sans-serif; margin: 0; color: #1f2328; background: #fff; }
  main { padding: 1.5rem; } h1 { font-size: 1.35rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .4rem; }
  table { border-collapse: collapse; margin: .5rem 0 1rem; }
  th, td { text-align: right; padding: .25rem .9rem; border-bottom: 1px solid #d0d7de; } th:first-child, td:first-child { text-align: left; padding-left: 0; }
  .legend span { display: inline-block; margin-right: 1.2rem; padding: .1rem .6rem; border: 1.5px solid; border-radius: 6px; }
  .legend .covered { background: #dcf5e3; border-color: #1a7f37; color: #0b3d1a; }
  .legend .missed { background: #ffe9e7; border-color: #c4222d; border-style: dashed; color: #7d0d15; }
  .drawing { overflow: auto; border: 1px solid #d0d7de; border-radius: 8px; max-height: 90vh; }
  .drawing svg { display: block; margin: 0 auto; }
  #fit:checked ~ section .drawing svg { width: 100%; height: auto; }
  details { margin: .5rem 0; } summary { cursor: pointer; } code { font-size: .92em; }
`

/** A wide drawing is first seen where its flow begins. */
const scroll = `for (const drawing of document.querySelectorAll('.drawing')) {
  const start = drawing.querySelector('.node rect')
  if (start) drawing.scrollLeft = start.x.baseVal.value - drawing.clientWidth / 2
}`

/** The whole page. Untitled parts of a solution are called as its files call them. */
export function drawPage(program: Program, coverage: Coverage): string {
  const flows = coverage.report()
  const sections = flows.flatMap((covered) => {
    const flow = program.flows.get(covered.flow)
    return flow === undefined ? [] : [drawFlow(covered, drawGraph(layOut(flow, coverage), covered.flow))]
  })
  const title = `Coverage of ${program.name}`
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(title)}</title><style>${page}${style}</style></head>
<body><main>
<h1>${escapeText(title)}</h1>
<p class="legend"><span class="covered">covered</span><span class="missed">missed</span></p>
${drawTable(flows)}
<input type="checkbox" id="fit"> <label for="fit">Fit each flow to the page</label>
${sections.join('\n')}
</main><script>${scroll}</script></body></html>
`
}

/** Every flow below the other, as one SVG. */
export function drawSvg(program: Program, coverage: Coverage): string {
  const gap = 48
  let top = 0
  let width = 0
  const parts: string[] = []
  for (const flow of program.flows.values()) {
    const graph = layOut(flow, coverage)
    parts.push(
      `<g transform="translate(0 ${top})"><text x="16" y="28" font-family="system-ui, sans-serif" font-size="16" font-weight="600">${escapeText(flow.name)}</text><g transform="translate(0 36)">${drawParts(graph)}</g></g>`,
    )
    top += graph.height + gap
    width = Math.max(width, graph.width)
  }
  const size = attributes({ width, height: top, viewBox: `0 0 ${width} ${top}` })
  return `<svg xmlns="http://www.w3.org/2000/svg"${size}><style>${style}</style>${parts.join('')}</svg>\n`
}

const cells = ({ covered, total }: Pick<Share, 'covered' | 'total'>): string =>
  `<td>${covered} of ${total}</td><td>${percentOf({ covered, total }).toFixed(0)} %</td>`

function drawTable(flows: readonly FlowCoverage[]): string {
  const row = (name: string, of: (each: 'nodes' | 'ports' | 'edges') => Pick<Share, 'covered' | 'total'>) =>
    `<tr><td>${escapeText(name)}</td>${(['nodes', 'ports', 'edges'] as const).map((each) => cells(of(each))).join('')}</tr>`
  const rows = flows.map((flow) => row(flow.flow, (each) => flow[each]))
  const sum = flows.length < 2 ? '' : row('All flows', (each) => sumOf(flows, each))
  return `<table><thead><tr><th>Flow</th><th colspan="2">Nodes</th><th colspan="2">Ports</th><th colspan="2">Edges</th></tr></thead><tbody>${rows.join('')}${sum}</tbody></table>`
}

function drawFlow({ flow, nodes, edges }: FlowCoverage, drawing: string): string {
  const missed = [...nodes.missed, ...edges.missed]
  const list = missed.map((each) => `<li><code>${escapeText(each)}</code></li>`).join('')
  const names =
    missed.length === 0 ? '' : `<details><summary>${missed.length} missed</summary><ul>${list}</ul></details>`
  return `<section><h2>${escapeText(flow)}</h2>${names}<div class="drawing" tabindex="0">${drawing}</div></section>`
}

function drawGraph(graph: PlacedGraph, name: string): string {
  const { width, height } = graph
  const size = attributes({
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: 'img',
    'aria-label': `Graph of the flow ${name}`,
  })
  return `<svg xmlns="http://www.w3.org/2000/svg"${size}>${drawParts(graph)}</svg>`
}

function drawParts({ edges, nodes }: PlacedGraph): string {
  return `${edges.map((edge) => drawEdge(edge, nodes)).join('')}${edges.map((edge) => drawLabel(edge, nodes)).join('')}${nodes.map(drawNode).join('')}`
}

const look = (covered: boolean): string => (covered ? 'covered' : 'missed')
const round = (value: number): string => value.toFixed(1)

function drawNode({ id, kind, covered, x, y, width, height }: PlacedNode): string {
  const box = attributes({ x: round(x - width / 2), y: round(y - height / 2), width, height })
  const title = `<title>${escapeText(`${id} (${kind}): ${look(covered)}`)}</title>`
  const name = `<text class="name"${attributes({ x: round(x), y: round(y - 2) })}>${escapeText(nodeName(id))}</text>`
  const below = `<text class="kind"${attributes({ x: round(x), y: round(y + 13) })}>${escapeText(kind)}</text>`
  return `<g class="node ${look(covered)}">${title}<rect${box}/>${name}${below}</g>`
}

function drawEdge(edge: PlacedEdge, nodes: readonly PlacedNode[]): string {
  const { from, to, label, covered, points, x } = edge
  const title = `<title>${escapeText(`${from} ${label} → ${to}: ${look(covered)}`)}</title>`
  const own = ownNode(edge, nodes)
  const way = own === undefined ? points : loopOf(own, x)
  const line = own === undefined ? curve(way) : cubic(way)
  return `<g class="edge ${look(covered)}">${title}<path d="${line}"/>${tip(way)}</g>`
}

/** Above every line, so that none crosses it out. */
function drawLabel(edge: PlacedEdge, nodes: readonly PlacedNode[]): string {
  const { label, covered, x, labelWidth } = edge
  if (label === '') return ''
  const y = ownNode(edge, nodes)?.y ?? edge.y
  const box = attributes({ x: round(x - labelWidth / 2), y: round(y - 8), width: labelWidth, height: 16 })
  const words = `<text${attributes({ x: round(x), y: round(y) })}>${escapeText(label)}</text>`
  return `<g class="edge ${look(covered)}"><rect class="back"${box}/>${words}</g>`
}

/** The node of an edge that leads back to where it comes from. */
function ownNode({ from, to }: PlacedEdge, nodes: readonly PlacedNode[]): PlacedNode | undefined {
  return from === to ? nodes.find(({ id }) => id === from) : undefined
}

/** Out of a node at its right side and back in. `reach`: where its label is. */
function loopOf({ x, y, width, height }: PlacedNode, reach: number): PlacedEdge['points'] {
  const side = x + width / 2
  return [
    { x: side, y: y - height / 4 },
    { x: reach, y: y - height },
    { x: reach, y: y + height },
    { x: side, y: y + height / 4 },
  ]
}

function cubic([a, b, c, d]: PlacedEdge['points']): string {
  const at = (point: PlacedEdge['points'][number] | undefined) => `${round(point?.x ?? 0)} ${round(point?.y ?? 0)}`
  return `M${at(a)}C${at(b)} ${at(c)} ${at(d)}`
}

/** Through the points, rounded at each. */
function curve(points: PlacedEdge['points']): string {
  const [first, ...rest] = points
  const last = rest.at(-1)
  if (first === undefined || last === undefined) return ''
  const bends = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? last
    const end = index === rest.length - 2 ? last : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 }
    return `Q${round(point.x)} ${round(point.y)} ${round(end.x)} ${round(end.y)}`
  })
  const tail = bends.length === 0 ? `L${round(last.x)} ${round(last.y)}` : ''
  return `M${round(first.x)} ${round(first.y)}${bends.join('')}${tail}`
}

/** The head of an arrow. */
function tip(points: PlacedEdge['points']): string {
  const end = points.at(-1)
  const before = points.at(-2)
  if (end === undefined || before === undefined) return ''
  const length = Math.hypot(end.x - before.x, end.y - before.y) || 1
  const [dx, dy] = [(end.x - before.x) / length, (end.y - before.y) / length]
  const corner = (side: number) => `${round(end.x - dx * 8 + side * dy * 4)} ${round(end.y - dy * 8 - side * dx * 4)}`
  return `<polygon class="tip" points="${round(end.x)} ${round(end.y)} ${corner(1)} ${corner(-1)}"/>`
}
