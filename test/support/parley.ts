import { type ParleyProcess, spawnParley } from './processes.ts'

export interface StartOptions {
  readonly command?: 'start' | 'dev'
  /** Default: the demo. */
  readonly solution?: string
  /** Another run: come back on its home and its ports. Its home is then not removed by this one. */
  readonly like?: ParleyProcess
  readonly env?: Readonly<Record<string, string>>
}

/** A whole platform, ready to talk to. */
export async function startParley(options: StartOptions = {}): Promise<ParleyProcess> {
  const { command = 'start', solution = 'examples/braze-signup', like, env = {} } = options
  const same =
    like === undefined
      ? {}
      : { PARLEY_HOME: like.home, PORT: new URL(like.url).port, BRAZE_SANDBOX_PORT: new URL(like.sandboxUrl).port }
  const parley = await spawnParley([command, solution], { ...same, ...env })
  await parley.ready()
  return parley
}

/** Runs one command to its end. */
export async function runParley(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly out: string; readonly all: string }> {
  const parley = await spawnParley(args, env)
  const code = await parley.exited
  const ended = { code, out: parley.printed(), all: parley.output() }
  await parley.dispose()
  return ended
}
