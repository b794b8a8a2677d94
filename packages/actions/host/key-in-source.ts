const wordsForKeys = /key|token|secret|passw|pwd|credential|authorization|bearer/i
const uuid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/i
/** How keys of well-known services begin. */
const knownBeginnings =
  /^(?:sk|pk|rk)[-_](?:live|test|proj|ant)?|^xox[a-z]-|^gh[pousr]_|^AKIA|^AIza|^SG\.|^eyJ[\w-]+\.|^Bearer\s/
const withPassword = /^\w+:\/\/[^/\s:@]*:[^/\s@]+@/

/** Whether a value of a solution's source looks like a real key: better warned of once too often. */
export function looksLikeKey(name: string, value: string): boolean {
  const text = value.trim()
  if (withPassword.test(text)) return true
  if (/\s/.test(text.replace(/^Bearer\s+/, '')) || /^(?:https?|parley):/.test(text)) return false
  if (text.length >= 16 && (knownBeginnings.test(text) || uuid.test(text))) return true
  // A word for a key, and a value that is no word.
  return wordsForKeys.test(name) && text.length >= 8 && /\d/.test(text) && /[A-Za-z]/.test(text) && !text.includes('/')
}
