/** Plots of a report as SVG: colours come from the page, and every plot has a title, a description and its figures below it. */

/** Controls are shown, and so is what would turn round the text beside it. */
const unseen = /[[\p{Cc}\u202a-\u202e\u2066-\u2069]--[\n\t]]/gv

export const escapeHtml = (text: string): string =>
  text
    .toWellFormed()
    .replace(unseen, '\ufffd')
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
  const shares = [0, 0.2, 0.4, 0.6, 0.8, 1]
  const upwards =
    upMost === null
      ? shares.map((share) => ({ share, told: `${Math.round(share * 100)} %` }))
      : countsUpTo(upMost).map((count) => ({ share: count / upMost, told: String(count) }))
  const grid = [
    ...upwards.map(
      ({ share, told }) =>
        `<line class="grid" x1="${left}" x2="${width - right}" y1="${short(y(share))}" y2="${short(y(share))}"/>` +
        `<text class="tick" x="${left - 6}" y="${short(y(share) + 4)}" text-anchor="end">${told}</text>`,
    ),
    ...shares.map(
      (share) =>
        `<text class="tick" x="${short(x(share))}" y="${height - bottom + 16}" text-anchor="middle">${share}</text>`,
    ),
  ]
  return (
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${text.id}-t ${text.id}-d">` +
    `<title id="${text.id}-t">${escapeHtml(text.title)}</title><desc id="${text.id}-d">${escapeHtml(text.description)}</desc>` +
    `${grid.join('')}${marks}` +
    `<text class="axis" x="${left + inner.width / 2}" y="${height - 4}" text-anchor="middle">${escapeHtml(text.across)}</text>` +
    `<text class="axis" transform="rotate(-90)" x="${-(top + inner.height / 2)}" y="11" text-anchor="middle">${escapeHtml(text.up)}</text></svg>`
  )
}

/** Whole numbers at even distances, none twice, at most seven of them. */
export function countsUpTo(most: number): readonly number[] {
  const power = 10 ** Math.floor(Math.log10(Math.max(most / 5, 1)))
  const step = [1, 2, 5, 10].map((times) => times * power).find((each) => most / each <= 6) ?? most
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step)
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

/** The head of a row or column of a matrix. A long name is cut, to leave room for the figures. */
export const headOf = (scope: 'row' | 'col', name: string): string =>
  `<th scope="${scope}" title="${escapeHtml(name)}"><span>${escapeHtml(name)}</span></th>`
