/** Why something was given up, as far as it can be told from what was said. */
export type LetterCause = 'key' | 'permission' | 'limit' | 'away' | 'data' | 'doubt' | 'other'

/** @param reason what the client or Braze said when it was given up */
export function causeOf({ reason, doubtful }: { readonly reason: string; readonly doubtful: boolean }): LetterCause {
  const text = reason.toLowerCase()
  if (doubtful || text.includes('may have been')) return 'doubt'
  if (/\b401\b|key was refused|unauthorized|braze_api_key/.test(text)) return 'key'
  if (/\b403\b|may not do this|permission|forbidden/.test(text)) return 'permission'
  if (/\b429\b|rate limit/.test(text)) return 'limit'
  if (/\b5\d\d\b|not available|no answer|could not be reached|in time/.test(text)) return 'away'
  if (/\b4\d\d\b|refused|not valid|invalid|rejected|required|does not fit/.test(text)) return 'data'
  return 'other'
}
