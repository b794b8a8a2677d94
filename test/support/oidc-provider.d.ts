/** As far as the tests use it; the package brings no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  interface Account {
    readonly accountId: string
    claims(): Promise<{ readonly sub: string; readonly [claim: string]: unknown }>
  }
  interface Grant {
    addOIDCScope(scope: string): void
    save(): Promise<string>
  }
  interface Context {
    readonly oidc: {
      readonly client: { readonly clientId: string }
      readonly session: { readonly accountId: string }
      readonly provider: Provider
    }
  }
  interface Configuration {
    readonly clients: readonly {
      readonly client_id: string
      readonly client_secret: string
      readonly redirect_uris: readonly string[]
    }[]
    readonly claims: { readonly [scope: string]: readonly string[] }
    readonly cookies: { readonly keys: readonly string[] }
    readonly features: { readonly devInteractions: { readonly enabled: boolean } }
    readonly interactions: { url(context: Context, interaction: { readonly uid: string }): string }
    readonly pkce: { required(): boolean }
    findAccount(context: Context, id: string): Account
    loadExistingGrant(context: Context): Promise<Grant>
  }
  export default class Provider {
    constructor(issuer: string, configuration: Configuration)
    readonly Grant: new (options: {
      readonly clientId: string
      readonly accountId: string
    }) => Grant
    callback(): (request: IncomingMessage, response: ServerResponse) => void
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>
  }
}
