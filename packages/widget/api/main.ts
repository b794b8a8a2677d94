/**
 * What `window.Parley` does once it is loaded: reads each call, and carries it out on the widget that is booted. It owns which
 * widget there is; what a widget is, `widget.ts` says.
 *
 * 1. No call throws into the page: what is wrong is told on the console.
 * 2. Calls are carried out in their order; those that need a widget wait until one is there.
 */
import { type Command, readCall } from './call.ts'
import type { ParleyCall } from './command.ts'
import { complain } from './complain.ts'
import { createEmitter } from './emitter.ts'
import { createWidget, forgetPerson, type Widget } from './widget.ts'

type WidgetCommand = Exclude<Command, { readonly kind: 'boot' | 'on' | 'off' | 'shutdown' }>

/** Calls that wait for a `boot`; a page that makes more never boots. */
const mostWaiting = 100

/**
 * @param base address of the server with the slash at its end
 * @param fetched what the loader has asked the server for already, by address
 */
export function startWidget(base: string, fetched: ReadonlyMap<string, Promise<Response>>): (call: ParleyCall) => void {
  const emitter = createEmitter()
  let widget: Widget | null = null
  let waiting: readonly WidgetCommand[] = []
  let booting = new AbortController()

  async function boot({ options }: Extract<Command, { readonly kind: 'boot' }>): Promise<void> {
    leave((one) => one.close())
    const { signal } = booting
    const booted = await createWidget({ base, fetched, options, emitter, signal })
    if (signal.aborted) {
      booted?.close()
      return
    }
    widget = booted
    const commands = waiting
    waiting = []
    if (booted !== null) for (const command of commands) safely(() => apply(booted, command))
  }

  function leave(how: (widget: Widget) => void): void {
    booting.abort()
    booting = new AbortController()
    const left = widget
    widget = null
    if (left !== null) how(left)
  }

  function carryOut(command: Command): void {
    if (command.kind === 'boot') boot(command).catch((error: unknown) => complain('boot: it failed', error))
    else if (command.kind === 'on') emitter.on(command.event, command.listener)
    else if (command.kind === 'off') emitter.off(command.event, command.listener)
    else if (command.kind === 'shutdown') {
      waiting = []
      leave((one) => one.forget())
      // Also when a widget was only just being booted.
      forgetPerson()
      emitter.clear()
    } else if (widget !== null) apply(widget, command)
    else if (waiting.length < mostWaiting)
      waiting = [...waiting, command] // 2
    else complain(`${command.kind}: there is no widget; boot one first`)
  }

  return (call) => {
    // 1
    safely(() => {
      const { command, complaints } = readCall(call)
      for (const complaint of complaints) complain(complaint)
      if (command !== null) carryOut(command)
    })
  }
}

function safely(run: () => void): void {
  try {
    run()
  } catch (error) {
    complain('a command failed', error)
  }
}

function apply(widget: Widget, command: WidgetCommand): void {
  if (command.kind === 'identify') widget.identify(command.token)
  else if (command.kind === 'set') widget.set(command.changes)
  else if (command.kind === 'track') widget.track(command.name, command.properties)
  else if (command.kind === 'consent') widget.consent(command.level)
  else widget[command.kind]()
}
