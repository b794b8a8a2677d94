const units: { readonly [unit: string]: Intl.NumberFormatOptions['unit'] } = {
  ms: 'millisecond',
  s: 'second',
  m: 'minute',
  h: 'hour',
  d: 'day',
}

/** `1h30m` as people say it; `null` for what is no length of time. */
export function durationWords(text: string, language = 'en'): string | null {
  if (!/^(\d+(ms|s|m|h|d))+$/.test(text.trim())) return null
  const parts = [...text.matchAll(/(\d+)(ms|s|m|h|d)/g)].map(([, amount = '', unit = '']) =>
    new Intl.NumberFormat(language, { style: 'unit', unit: units[unit] ?? 'second', unitDisplay: 'long' }).format(
      Number(amount),
    ),
  )
  return parts.join(' ')
}
