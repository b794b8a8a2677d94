/** A report as one page that needs nothing else: no script, no address, for light and dark, readable without seeing the plots. */
import type { Conflicts } from './conflicts.ts'
import type { EntityFigures } from './entities/evaluate-entities.ts'
import type { Comparison, Report } from './report.ts'
import { escapeHtml, headOf, lines, number, percent, stackedBars, table, words } from './report-plots.ts'

export interface ReportPage {
  readonly title: string
  /** What was judged, and how. */
  readonly about: string
  readonly report?: Report
  /** The least confidence that counted; `null`: each model's own. */
  readonly threshold?: number | null
  readonly comparison?: Comparison
  readonly conflicts?: Conflicts
  /** How well marks are found; none: nothing is marked. */
  readonly entities?: readonly EntityFigures[]
}

const style = `
:root { color-scheme: light dark; --ink: #1f2328; --soft: #57606a; --paper: #fff; --line: #d0d7de; --right: #1a7f37; --wrong: #b42318; --outside: #6e40c9; --mark: #9a6700; --heat: 26, 127, 55; --bad: 180, 35, 24; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9da7b3; --paper: #0d1117; --line: #30363d; --right: #3fb950; --wrong: #ff7b72; --outside: #bc8cff; --mark: #d29922; --heat: 63, 185, 80; --bad: 255, 123, 114; } }
* { box-sizing: border-box; } body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem; } h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; } p, summary { max-width: 50rem; } a { color: inherit; }
.figures { display: flex; flex-wrap: wrap; gap: 1rem; padding: 0; list-style: none; } .figures li { border: 1px solid var(--line); border-radius: 8px; padding: .6rem 1rem; } .figures b { display: block; font-size: 1.4rem; }
.scroll { overflow: auto; max-height: 32rem; border: 1px solid var(--line); border-radius: 8px; } .scroll:focus-visible { outline: 3px solid var(--mark); }
table { border-collapse: collapse; width: 100%; font-size: .9rem; } caption { text-align: left; padding: .5rem .75rem; color: var(--soft); } th, td { text-align: left; padding: .3rem .75rem; border-top: 1px solid var(--line); vertical-align: top; font-weight: 400; overflow-wrap: anywhere; unicode-bidi: plaintext; } thead th { font-weight: 600; white-space: nowrap; } .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
svg { width: 100%; max-width: 46rem; height: auto; display: block; } .grid { stroke: var(--line); } .tick, .axis { font: 12px system-ui, sans-serif; fill: var(--soft); }
.bar { stroke: var(--paper); } .bar.right { fill: var(--right); } .bar.wrong { fill: var(--wrong); } .bar.outside { fill: var(--outside); }
.line { fill: none; stroke-width: 2.5; } .line.right { stroke: var(--right); } .line.wrong { stroke: var(--wrong); stroke-dasharray: 2 4; } .line.outside { stroke: var(--outside); stroke-dasharray: 9 4; } .line.even { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 4 4; } .dot.right { fill: var(--right); } .mark { stroke: var(--mark); stroke-width: 2; stroke-dasharray: 6 3; }
.key { display: flex; flex-wrap: wrap; gap: .4rem 1.4rem; padding: 0; list-style: none; } .key i { display: inline-block; width: 1.6rem; margin-right: .5rem; vertical-align: middle; border-top: 4px solid; } .key .right { color: var(--right); } .key .wrong { color: var(--wrong); border-top-style: dotted; } .key .outside { color: var(--outside); border-top-style: dashed; } .key .mark { color: var(--mark); border-top-style: dashed; }
.matrix th, .matrix td { padding: .15rem .3rem; text-align: center; border: 1px solid var(--line); min-width: 1.9rem; } .matrix tbody th { text-align: right; } .matrix thead th { writing-mode: vertical-rl; transform: rotate(180deg); font-weight: 400; text-align: left; } .matrix th span { display: inline-block; max-inline-size: min(14rem, 35vw); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; vertical-align: middle; } .matrix thead td, .matrix thead th:first-child { writing-mode: horizontal-tb; transform: none; } details { margin: .75rem 0; } summary { cursor: pointer; }
@media print { .scroll { max-height: none; } }
`

export function drawReportPage({
  title,
  about,
  report,
  threshold = null,
  comparison,
  conflicts,
  entities = [],
}: ReportPage): string {
  const parts = [
    ...(report === undefined ? [] : drawReport(report, threshold)),
    ...(entities.length === 0 ? [] : [drawEntities(entities)]),
    ...(comparison === undefined ? [] : drawComparison(comparison)),
    ...(conflicts === undefined ? [] : drawConflicts(conflicts)),
  ]
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(about)}</p>
${parts.join('\n')}
</main></body></html>
`
}

const nameOf = (intent: string | null, none = '(out of scope)'): string => intent ?? none

function figures(all: readonly (readonly [string, string])[]): string {
  const items = all.map(([name, figure]) => `<li>${escapeHtml(name)} <b>${escapeHtml(figure)}</b></li>`)
  return `<ul class="figures">${items.join('')}</ul>`
}

function key(...all: readonly (readonly [string, string])[]): string {
  return `<ul class="key">${all.map(([kind, told]) => `<li><i class="${kind}"></i>${escapeHtml(told)}</li>`).join('')}</ul>`
}

function section(title: string, ...parts: readonly string[]): string {
  return `<section><h2>${escapeHtml(title)}</h2>${parts.join('')}</section>`
}

const details = (title: string, inner: string): string =>
  `<details><summary>${escapeHtml(title)}</summary>${inner}</details>`

function drawReport(report: Report, threshold: number | null): readonly string[] {
  const { total, right, accuracy, macroF1, auroc, calibrationError } = report
  const about: (readonly [string, string])[] = [
    ['sentences', String(total)],
    ['understood', `${percent(accuracy)} (${right})`],
    ['mean F1 of the intents', percent(macroF1)],
    ['calibration error', percent(calibrationError)],
    ...(auroc === null ? [] : ([['in scope above out of scope', auroc.toFixed(3)]] as const)),
  ]
  return [
    figures(about),
    drawMatrix(report),
    section(
      'Intents',
      table(
        'Precision: of those taken for it, how many meant it. Recall: of those that mean it, how many were taken for it.',
        ['intent', 'sentences', 'precision', 'recall', 'F1'],
        report.intents.map(({ intent, examples, precision, recall, f1 }) => [
          words(nameOf(intent)),
          number(examples),
          ...[precision, recall, f1].map((share) => number(percent(share))),
        ]),
      ),
    ),
    drawConfidences(report),
    drawThresholds(report, threshold),
    drawCalibration(report),
    drawMistakes(report),
  ]
}

/** More have no room; those with the most confusions are shown. */
const mostInMatrix = 30

function drawMatrix({ confusions, intents }: Report): string {
  const weights = new Map<string | null, number>()
  for (const { intent, taken, count } of confusions)
    for (const each of [intent, taken]) weights.set(each, (weights.get(each) ?? 0) + count)
  const shown = intents
    .map(({ intent, examples, recall }) => ({ intent, right: Math.round((recall ?? 0) * examples) }))
    .sort((a, b) => (weights.get(b.intent) ?? 0) - (weights.get(a.intent) ?? 0))
    .slice(0, mostInMatrix)
  if (shown.length === 0) return ''
  const counts = new Map(confusions.map(({ intent, taken, count }) => [JSON.stringify([intent, taken]), count]))
  const columns = [...shown.map(({ intent }) => intent).filter((intent) => intent !== null), null]
  const rows = shown.map(({ intent, right }) => {
    const row = columns.map((taken) => (taken === intent ? right : (counts.get(JSON.stringify([intent, taken])) ?? 0)))
    const most = Math.max(1, ...row)
    const cells = row.map((count, at) => {
      const colour = columns[at] === intent ? '--heat' : '--bad'
      return `<td style="background: rgba(var(${colour}), ${((0.6 * count) / most).toFixed(2)})">${count === 0 ? '' : count}</td>`
    })
    return `<tr>${headOf('row', nameOf(intent))}${cells.join('')}</tr>`
  })
  const heads = columns.map((taken) => headOf('col', nameOf(taken, '(nothing)')))
  const caption = `Rows: what was meant. Columns: what it was taken for.${intents.length > shown.length ? ` The ${shown.length} of ${intents.length} intents with the most confusions.` : ''}`
  return section(
    'What was taken for what',
    `<div class="scroll" tabindex="0" role="region" aria-label="Confusion matrix"><table class="matrix"><caption>${escapeHtml(caption)}</caption><thead><tr><td></td>${heads.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`,
    details(
      'As a list',
      table(
        'Confusions, most frequent first',
        ['meant', 'taken for', 'times', 'such as'],
        confusions
          .slice(0, 100)
          .map(({ intent, taken, count, text }) => [
            words(nameOf(intent)),
            words(nameOf(taken, '(nothing)')),
            number(count),
            words(text),
          ]),
      ),
    ),
  )
}

function drawConfidences({ confidences }: Report): string {
  const told = {
    id: 'confidence',
    title: 'How confident the model was',
    description: 'Sentences by confidence in tenths: those answered rightly, wrongly, and out of scope.',
    across: 'confidence',
    up: 'sentences',
  }
  const bars = confidences.map(({ from, to, right, wrong, outside }) => ({
    from,
    to,
    parts: [
      { kind: 'right', count: right },
      { kind: 'wrong', count: wrong },
      { kind: 'outside', count: outside },
    ],
  }))
  return section(
    told.title,
    key(['right', 'right'], ['wrong', 'wrong'], ['outside', 'out of scope']),
    stackedBars(told, bars),
    details(
      'The figures',
      table(
        told.description,
        ['confidence', 'right', 'wrong', 'out of scope'],
        confidences.map(({ from, to, right, wrong, outside }) => [
          words(`${from} to ${to}`),
          ...[right, wrong, outside].map(number),
        ]),
      ),
    ),
  )
}

function drawThresholds({ thresholds, outside }: Report, threshold: number | null): string {
  const told = {
    id: 'threshold',
    title: 'What a threshold costs',
    description:
      'For each threshold, how many sentences in scope are understood or mistaken, and how many out of scope are refused.',
    across: 'least confidence that counts',
    up: 'share of the sentences',
  }
  const curve = (kind: string, of: (point: Report['thresholds'][number]) => number | null) => ({
    kind,
    points: thresholds.flatMap((point) => {
      const share = of(point)
      return share === null ? [] : [{ x: point.threshold, y: share }]
    }),
  })
  const drawn = [curve('right', ({ kept }) => kept), curve('wrong', ({ mistaken }) => mistaken)]
  if (outside > 0) drawn.push(curve('outside', ({ refused }) => refused))
  return section(
    told.title,
    key(
      ['right', 'in scope, understood'],
      ['wrong', 'in scope, taken for something else'],
      ...(outside > 0 ? ([['outside', `out of scope, refused (${outside} sentences)`]] as const) : []),
      ...(threshold === null ? [] : ([['mark', `threshold ${threshold}`]] as const)),
    ),
    lines(told, drawn, threshold),
    details(
      'The figures',
      table(
        told.description,
        ['threshold', 'understood', 'mistaken', 'refused'],
        thresholds
          .filter((_, index) => index % 5 === 0)
          .map((point) => [
            words(String(point.threshold)),
            ...[point.kept, point.mistaken, point.refused].map((share) => number(percent(share))),
          ]),
      ),
    ),
  )
}

function drawCalibration({ confidences, calibrationError }: Report): string {
  const told = {
    id: 'calibration',
    title: 'How true the confidence is',
    description:
      'In each tenth of confidence, the share of right answers among sentences in scope. On the diagonal both are the same.',
    across: 'mean confidence',
    up: 'right answers',
  }
  const points = confidences.flatMap(({ right, wrong, confidence }) =>
    confidence === null ? [] : [{ x: confidence, y: right / (right + wrong) }],
  )
  const even = { kind: 'even', points: [0, 1].map((each) => ({ x: each, y: each })) }
  return section(
    told.title,
    `<p>Confidence and right answers lie ${percent(calibrationError)} apart on average. Confidence allows for a quarter of what people say to be out of scope, so that among sentences in scope it is rather too low than too high.</p>`,
    lines(told, [even, { kind: 'right', points, dots: true }]),
    details(
      'The figures',
      table(
        told.description,
        ['mean confidence', 'right answers', 'sentences'],
        confidences
          .filter(({ confidence }) => confidence !== null)
          .map(({ right, wrong, confidence }) => [
            words(percent(confidence)),
            number(percent(right / (right + wrong))),
            number(right + wrong),
          ]),
      ),
    ),
  )
}

function drawMistakes({ mistakes }: Report): string {
  if (mistakes.length === 0) return ''
  return section(
    'Misunderstood sentences',
    table(
      'Those with the most confidence first',
      ['sentence', 'meant', 'taken for', 'confidence'],
      mistakes.map(({ text, intent, best, taken, confidence }) => [
        words(text),
        words(nameOf(intent)),
        words(taken ?? (best === null ? '(nothing)' : `(nothing; likeliest ${best})`)),
        number(percent(confidence)),
      ]),
    ),
  )
}

function drawEntities(entities: readonly EntityFigures[]): string {
  return section(
    'Entities that are learned from marks',
    table(
      'Found just as marked, in sentences that the model has not seen',
      ['entity', 'marked', 'precision', 'recall', 'F1'],
      entities.map(({ entity, marked, precision, recall, f1 }) => [
        words(entity ?? '(all)'),
        number(marked),
        ...[precision, recall, f1].map((share) => number(percent(share))),
      ]),
    ),
  )
}

function drawComparison({ before, now, mended, lost, intents }: Comparison): readonly string[] {
  const list = (title: string, all: Comparison['mended']) =>
    all.count === 0
      ? ''
      : details(
          `${title}: ${all.count}`,
          table(
            all.count > all.sentences.length ? `${title}, the first ${all.sentences.length}` : title,
            ['sentence', 'meant', 'taken for'],
            all.sentences.map(({ text, intent, taken }) => [
              words(text),
              words(nameOf(intent)),
              words(nameOf(taken, '(nothing)')),
            ]),
          ),
        )
  return [
    section(
      'Compared with the other model',
      figures([
        ['understood before', percent(before.accuracy)],
        ['understood now', percent(now.accuracy)],
        ['mended', String(mended.count)],
        ['lost', String(lost.count)],
      ]),
      list('Mended', mended),
      list('Lost', lost),
      intents.length === 0
        ? ''
        : table(
            'Intents whose recall changed',
            ['intent', 'before', 'now'],
            intents.map((each) => [
              words(nameOf(each.intent)),
              number(percent(each.before)),
              number(percent(each.now)),
            ]),
          ),
    ),
  ]
}

const whys = { 'few-examples': 'few examples', 'low-recall': 'seldom understood', outweighed: 'outweighed by others' }

function drawConflicts(conflicts: Conflicts): readonly string[] {
  const { contradicting, repeated, lookAlikes, misfiled, weak, entities } = conflicts
  const part = (title: string, head: readonly string[], rows: readonly (readonly ReturnType<typeof words>[])[]) =>
    rows.length === 0 ? '' : section(`${title} (${rows.length})`, table(title, head, rows))
  const all = [
    part(
      'The same words in several intents',
      ['words', 'intents'],
      contradicting.map(({ text, intents }) => [words(text), words(intents.join(', '))]),
    ),
    part(
      'Look-alikes of different intents',
      ['example', 'of', 'is like', 'of', 'likeness'],
      lookAlikes.map(({ one, other, likeness }) => [
        words(one.text),
        words(one.intent),
        words(other.text),
        words(other.intent),
        number(likeness.toFixed(2)),
      ]),
    ),
    part(
      'Examples that the others would file elsewhere',
      ['example', 'of', 'would be', 'confidence'],
      misfiled.map(({ text, intent, taken, confidence }) => [
        words(text),
        words(intent),
        words(taken),
        number(percent(confidence)),
      ]),
    ),
    part(
      'Weak intents',
      ['intent', 'examples', 'recall', 'why'],
      weak.map(({ intent, examples, recall, why }) => [
        words(intent),
        number(examples),
        number(percent(recall)),
        words(whys[why]),
      ]),
    ),
    part(
      'Repeated examples',
      ['example', 'of'],
      repeated.map(({ text, intent }) => [words(text), words(intent)]),
    ),
    part(
      'Entities',
      ['words', 'what'],
      entities.map(({ text, reason }) => [words(text), words(reason)]),
    ),
  ]
  return all.every((each) => each === '') ? ['<p>No conflicts were found.</p>'] : all
}
