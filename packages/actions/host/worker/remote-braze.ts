import type { Value } from '@parley/flow'
import type { Call } from './call.ts'
import { freeze, NativeTypeError, parse, stringify } from './intrinsics.ts'
import { request } from './rpc.ts'
import { send } from './wire.ts'

/** Well inside of what a frame may have. */
const bodyCharacters = 1024 * 1024
const pathCharacters = 200

function member(call: Call, path: string): unknown {
  const invoke = async (body: unknown): Promise<unknown> => {
    const json = stringify(body ?? {})
    if (json.length > bodyCharacters) throw new NativeTypeError('The request to Braze is larger than 1 MB.')
    if (path.length > pathCharacters) throw new NativeTypeError('There is no such method of braze.')
    const plain = parse(json) as Value
    const { answer } = request((rpc) => send({ kind: 'braze', call: call.id, rpc, method: path, body: plain as never }))
    return answer
  }
  return new Proxy(invoke, {
    get: (_, name) => {
      // `then` must stay away: an `await braze.users` would otherwise call it.
      if (typeof name !== 'string' || name === 'then') return undefined
      return member(call, path === '' ? name : `${path}.${name}`)
    },
  })
}

/** `braze.users.track(body)`: any path of names is a method of the host's client, which knows which exist. */
export function brazeFor(call: Call): unknown {
  return freeze({ proxy: member(call, '') }).proxy
}
