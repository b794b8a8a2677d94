import { openSandbox } from '../listen.ts'
import { readSettings } from '../settings.ts'
import { untilStopped } from './stop.ts'

/** `parley braze-sandbox`: the Braze sandbox alone. */
export async function brazeSandbox(): Promise<number> {
  const settings = readSettings()
  const sandbox = await openSandbox(settings)
  console.log(`Braze sandbox   ${sandbox.url}\n  key           sandbox-key\n  dashboard     ${sandbox.url}/`)
  await untilStopped()
  await sandbox.close()
  return 0
}
