import type { SandboxOptions } from '../settings.ts'
import { type Driver, drive } from '../test-driver.ts'

type Heard = Awaited<ReturnType<Driver['send']>>

/** A driver for endpoints of every method, without rate limits. */
export interface AssetDriver extends Driver {
  /** `ask('PUT /x', { … })`: with the default key; a text is sent as it is. */
  ask(line: string, body?: unknown, headers?: { readonly [name: string]: string }): Promise<Heard>
  /** As `ask`, and the status has to be this one. */
  expect(status: number, line: string, body?: unknown): Promise<Heard['body']>
  /** What the sandbox takes for its own bugs. */
  readonly bugs: readonly string[]
}

export async function driveAssets(options: SandboxOptions = {}): Promise<AssetDriver> {
  const bugs: string[] = []
  const log = (line: string) => {
    if (line.startsWith('bug:')) bugs.push(line)
  }
  const driver = await drive({ rateLimits: 'off', log, ...options })

  function ask(line: string, body?: unknown, headers: { readonly [name: string]: string } = {}): Promise<Heard> {
    const [method = '', path = ''] = line.split(' ', 2)
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    return driver.send(path, {
      method,
      headers: { 'Content-Type': 'application/json', Authorization: 'Bearer sandbox-key', ...headers },
      ...(body !== undefined && { body: text }),
    })
  }

  return {
    ...driver,
    bugs,
    ask,
    async expect(status, line, body) {
      const heard = await ask(line, body)
      if (heard.status !== status) throw new Error(`${line}: ${heard.status} ${JSON.stringify(heard.body)}`)
      return heard.body
    },
  }
}
