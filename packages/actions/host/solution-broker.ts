import { createMayConnect, isOpenedAddress } from './address.ts'
import type { Broker } from './broker.ts'
import { createSecretBox } from './secret.ts'

/** The way out for the platform itself where it asks a service that a solution names: with the rules that its actions have. */
export interface SolutionBroker extends Broker {
  /** What stands for a secret in a header; `undefined`: the solution has no value for it. */
  placeholder(name: string): string | undefined
  close(): Promise<void>
}

/** @param options.openedAddresses the operator's list of private addresses */
export function createSolutionBroker(options: {
  readonly egress: readonly string[]
  readonly secrets: Readonly<Record<string, string>>
  readonly openedAddresses: readonly string[]
}): SolutionBroker {
  const mayConnect = createMayConnect(options.openedAddresses)
  const secrets = createSecretBox(options.secrets)
  const isOpened = (url: URL): boolean => isOpenedAddress(url, mayConnect)
  // Imported late: most servers never ask anybody, and the HTTP client alone is a megabyte of source.
  const openWay = async () => {
    const [{ createBroker }, { createDialer }] = await Promise.all([import('./broker.ts'), import('./dialer.ts')])
    const dialer = createDialer(mayConnect)
    return { dialer, broker: createBroker({ egress: options.egress, secrets, dialer, isOpened }) }
  }
  let way: ReturnType<typeof openWay> | undefined
  return {
    async fetch(request, signal) {
      way ??= openWay()
      return (await way).broker.fetch(request, signal)
    },
    placeholder: (name) => (Object.hasOwn(secrets.placeholders, name) ? secrets.placeholders[name] : undefined),
    close: async () => (await way)?.dialer.close(),
  }
}
