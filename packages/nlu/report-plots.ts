/** Plots of a report as SVG: colours come from the page, and every plot has a title, a description and its figures below it. */

export const escapeHtml = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}--[\n\t]]/gv, '\ufffd')
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

export const percent = (share: number | null): string => (share === null ? '–' : `${(100 * share).toFixed(1)} %`)

const width = 640
const height = 300
const left = 52
const bottom = 40
const top = 12
const right = 14
const inner = { width: width - left - right, height: height - top - bottom }

const x = (share: number): number => left + share * inner.width
const y = (share: number): number => top + (1 - share) * inner.height
const short = (value: number): string => Number(value.toFixed(1)).toString()

export interface PlotText {
  readonly id: string
  readonly title: string
  readonly description: string
  /** Of the axis below. */
  readonly across: string
  readonly up: string
}

/** A frame with axes from 0 to 1, `upMost` at the top where that is no share. */
function frame(text: PlotText, upMost: number | null, marks: string): string {
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1]
  const grid = ticks.map((tick) => {
    const told = upMost === null ? `${Math.round(tick * 100)} %` : String(Math.round(tick * upMost))
    return (
      `<line class="grid" x1="${left}" x2="${width - right}" y1="${short(y(tick))}" y2="${short(y(tick))}"/>` +
      `<text class="tick" x="${left - 6}" y="${short(y(tick) + 4)}" text-anchor="end">${told}</text>` +
      `<text class="tick" x="${short(x(tick))}" y="${height - bottom + 16}" text-anchor="middle">${tick}</text>`
    )
  })
  return (
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${text.id}-t ${text.id}-d">` +
    `<title id="${text.id}-t">${escapeHtml(text.title)}</title><desc id="${text.id}-d">${escapeHtml(text.description)}</desc>` +
    `${grid.join('')}${marks}` +
    `<text class="axis" x="${left + inner.width / 2}" y="${height - 4}" text-anchor="middle">${escapeHtml(text.across)}</text>` +
    `<text class="axis" transform="rotate(-90)" x="${-(top + inner.height / 2)}" y="11" text-anchor="middle">${escapeHtml(text.up)}</text></svg>`
  )
}

export interface Bar {
  readonly from: number
  readonly to: number
  /** From below to above. */
  readonly parts: readonly { readonly kind: string; readonly count: number }[]
}

export function stackedBars(text: PlotText, bars: readonly Bar[]): string {
  const most = Math.max(1, ...bars.map(({ parts }) => parts.reduce((sum, { count }) => sum + count, 0)))
  const drawn = bars.flatMap(({ from, to, parts }) => {
    let below = 0
    return parts.map(({ kind, count }) => {
      const rect = `<rect class="bar ${kind}" x="${short(x(from) + 2)}" width="${short(x(to) - x(from) - 4)}" y="${short(y((below + count) / most))}" height="${short((count / most) * inner.height)}"/>`
      below += count
      return count === 0 ? '' : rect
    })
  })
  return frame(text, most, drawn.join(''))
}

export interface Line {
  readonly kind: string
  readonly points: readonly { readonly x: number; readonly y: number }[]
  /** A dot at every point. */
  readonly dots?: boolean
}

/** `at`: a place on the axis below that is marked. */
export function lines(text: PlotText, all: readonly Line[], at: number | null = null): string {
  const drawn = all.map(({ kind, points, dots = false }) => {
    const path = points.map((point) => `${short(x(point.x))},${short(y(point.y))}`).join(' ')
    const circles = dots
      ? points.map((point) => `<circle class="dot ${kind}" cx="${short(x(point.x))}" cy="${short(y(point.y))}" r="4"/>`)
      : []
    return `<polyline class="line ${kind}" points="${path}"/>${circles.join('')}`
  })
  const mark =
    at === null
      ? ''
      : `<line class="mark" x1="${short(x(at))}" x2="${short(x(at))}" y1="${top}" y2="${height - bottom}"/>`
  return frame(text, null, mark + drawn.join(''))
}

export interface Cell {
  readonly text: string
  /** Numbers stand to the right. */
  readonly isNumber?: boolean
}

export const number = (text: string | number): Cell => ({ text: String(text), isNumber: true })
export const words = (text: string): Cell => ({ text })

export function table(caption: string, head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cells = rows.map((row) => {
    const [first, ...rest] = row.map(({ text, isNumber }) => ({
      text: escapeHtml(text),
      kind: isNumber ? ' class="n"' : '',
    }))
    return `<tr><th scope="row"${first?.kind ?? ''}>${first?.text ?? ''}</th>${rest.map(({ text, kind }) => `<td${kind}>${text}</td>`).join('')}</tr>`
  })
  const isNumber = (at: number) => rows[0]?.[at]?.isNumber === true
  const heads = head.map((title, at) => `<th scope="col"${isNumber(at) ? ' class="n"' : ''}>${escapeHtml(title)}</th>`)
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(caption)}"><table><caption>${escapeHtml(caption)}</caption><thead><tr>${heads.join('')}</tr></thead><tbody>${cells.join('')}</tbody></table></div>`
}
