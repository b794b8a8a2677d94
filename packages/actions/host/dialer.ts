import { lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, buildConnector } from 'undici'
import type { MayConnect } from './address.ts'
import { Refusal } from './refusal.ts'

const connectTimeoutMs = 10_000

function refuse(host: string, address: string): Refusal {
  const told = host === address ? address : `${host} (${address})`
  return new Refusal('denied', `${told} is not a public address. An operator can open it with PARLEY_EGRESS_PRIVATE.`)
}

/** Resolves a name, and hands on its addresses only when each of them may be connected to: what was checked is what is used. */
function checkedLookup(mayConnect: MayConnect, port: number): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? []
      if (error || !first) {
        callback(new Refusal('network', `The name ${hostname} could not be resolved.`, error), '', 0)
        return
      }
      const bad = addresses.find(({ address }) => !mayConnect(address, port))
      if (bad) callback(refuse(hostname, bad.address), '', 0)
      else if (options.all) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
}

/** HTTP connections that check every address at the moment of connecting, after the name was resolved. */
export function createDialer(mayConnect: MayConnect): Agent {
  const byPort = new Map<number, buildConnector.connector>()
  const connectorFor = (port: number): buildConnector.connector => {
    const made =
      byPort.get(port) ?? buildConnector({ lookup: checkedLookup(mayConnect, port), timeout: connectTimeoutMs, port })
    byPort.set(port, made)
    return made
  }
  return new Agent({
    connections: 64,
    pipelining: 1,
    maxHeaderSize: 32 * 1024,
    connect: (options, callback) => {
      const host = options.hostname.replace(/^\[|\]$/g, '')
      const port = Number(options.port) || (options.protocol === 'https:' ? 443 : 80)
      // An address in the URL is connected to without a look-up, so it is checked here.
      if (isIP(host) !== 0 && !mayConnect(host, port)) callback(refuse(host, host), null)
      else connectorFor(port)(options, callback)
    },
  })
}
