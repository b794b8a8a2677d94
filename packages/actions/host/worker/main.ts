/**
 * The program inside a Deno child: loads one solution's bundle and runs its actions, several at a time.
 *
 * It owns what an action sees: `fetch`, `console`, `braze`, the checks of payload and result. The limits that must hold
 * against an action (time, memory, addresses, secrets) are the host's, on the other side of the pipe.
 */
import type { ToChild } from '../frame.ts'
import { declaredTimeouts, describeBundle, loadBundle } from './bundle.ts'
import { closeCall, findCall, openCall } from './call.ts'
import { execute } from './execute.ts'
import { harden } from './harden.ts'
import { exit, runInCall } from './intrinsics.ts'
import { finishLog, writeLog } from './log.ts'
import { answered, refused } from './rpc.ts'
import { receive, send } from './wire.ts'

async function run(frame: ToChild & { kind: 'call' }): Promise<void> {
  const call = openCall(frame.call, frame.context, writeLog)
  const end = await runInCall(call, () => execute(call, frame.action, frame.payload))
  if (findCall(frame.call) !== call) return
  finishLog(call)
  closeCall(frame.call)
  send({ kind: 'done', call: frame.call, end })
}

async function load(frame: ToChild & { kind: 'load' }): Promise<void> {
  const thrown = await loadBundle(frame.bundle, frame.params, frame.secrets)
  send({ kind: 'loaded', thrown, timeouts: declaredTimeouts() })
}

function cancel(id: number): void {
  const call = findCall(id)
  if (!call) return
  closeCall(id)
  call.controller.abort(new DOMException('The action was stopped: its time is over.', 'TimeoutError'))
}

function handle(frame: ToChild): void {
  switch (frame.kind) {
    case 'load':
      void load(frame)
      break
    case 'describe':
      send({ kind: 'described', description: describeBundle() })
      break
    case 'call':
      void run(frame)
      break
    case 'cancel':
      cancel(frame.call)
      break
    case 'answer':
      answered(frame.rpc, frame.value)
      break
    case 'refusal':
      refused(frame.rpc, frame.error)
      break
    case 'ping':
      send({ kind: 'pong', ping: frame.ping })
      break
    case 'hello':
      break
  }
}

harden()
await receive(handle)
exit(0)
