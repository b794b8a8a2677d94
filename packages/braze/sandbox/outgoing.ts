import type { CallRule } from './settings.ts'

/** Whether the sandbox may call this address. Only http and https, whatever the rule. */
export function mayCall(url: URL, rule: CallRule): boolean {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false
  if (rule === 'off') return false
  if (rule === 'loopback') return isLoopback(url.hostname)
  return rule.some((host) => host === url.hostname || host === url.host)
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}
