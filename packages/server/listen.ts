import { createSandbox, type Sandbox } from '@parley/braze/sandbox'
import type { Settings } from './settings.ts'

/** The Braze sandbox at the address that the settings give it. */
export function openSandbox(settings: Settings): Promise<Sandbox> {
  return createSandbox({ port: settings.sandboxPort, host: settings.host }).catch((error: unknown) => {
    throw notListening(error, settings.host, 'BRAZE_SANDBOX_PORT', settings.sandboxPort)
  })
}

/** Says which setting to change when an address is not to be had; any other error stays as it is. */
export function notListening(error: unknown, host: string, variable: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return new Error(`Port ${port} is in use by another program. Stop it, or set ${variable} to another port.`, {
      cause: error,
    })
  if (code === 'EADDRNOTAVAIL')
    return new Error(`${host} is not an address of this machine. Set HOST to one that is.`, { cause: error })
  if (code === 'EACCES')
    return new Error(`Port ${port} may not be used by this user. Set ${variable} to one above 1023.`, { cause: error })
  return error
}
