import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import type { ControlProblem } from './problem.ts'

/**
 * Why a request must not reach the dashboard or the controls, or `undefined` when it may. Two doors are shut: a foreign name that
 * points at this machine (DNS rebinding) would let any web page read the profiles, and a foreign page could post to the controls.
 */
export function findIntruder(request: IncomingMessage, boundHost: string): ControlProblem | undefined {
  const host = request.headers.host ?? ''
  const name = hostName(host)
  const trusted =
    name !== undefined &&
    (isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost') || name === boundHost.toLowerCase())
  if (!trusted) {
    return {
      status: 403,
      code: 'foreign-host',
      title: 'The Host header names another machine',
      detail:
        'Dashboard and controls answer to an IP address, to localhost, or to the host that the sandbox listens on.',
    }
  }
  const { origin } = request.headers
  const safe = request.method === 'GET' || request.method === 'HEAD'
  if (safe || origin === undefined || origin === `http://${host}`) return undefined
  return {
    status: 403,
    code: 'foreign-origin',
    title: 'The request comes from a page of another site',
    detail: 'Send it without an Origin header, or from the dashboard itself.',
  }
}

function hostName(host: string): string | undefined {
  if (!/^[\w.:[\]-]+$/.test(host)) return undefined
  const url = URL.parse(`http://${host}`)
  return url?.hostname.replace(/^\[|\]$/g, '')
}
