/** A share from 0 to 1 as people write it: 0.85 is `85`. What is no share is shown as it stands. */
export function percentWords(share: unknown): string {
  if (typeof share === 'number') return String(Math.round(share * 10_000) / 100)
  return typeof share === 'string' ? share : ''
}

/** The share that was typed, with or without its sign; `undefined` where nothing is. What is no number stays as it is typed. */
export function shareFrom(text: string): number | string | undefined {
  const typed = text.trim()
  if (typed === '') return undefined
  const [, figures] = /^(\d{1,3}(?:[.,]\d{1,2})?)\s*%?$/.exec(typed) ?? []
  return figures === undefined ? text : Math.round(Number(figures.replace(',', '.')) * 100) / 10_000
}
