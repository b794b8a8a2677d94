/** The controls of a running Braze sandbox. */
export interface SandboxControls {
  profile(externalId: string): Promise<Profile | null>
  profiles(): Promise<readonly Profile[]>
  requests(): Promise<readonly SandboxRequest[]>
  fault(fault: object): Promise<void>
  clearFaults(): Promise<void>
  /** Changes settings, as `POST /__sandbox/settings` takes them. */
  adjust(settings: object): Promise<void>
  reset(): Promise<void>
}

export interface Profile {
  readonly external_id?: string
  readonly email?: string
  readonly first_name?: string
  readonly last_name?: string
  readonly dob?: string
  readonly home_city?: string
  readonly custom_attributes?: { readonly [name: string]: unknown }
  readonly custom_events?: readonly {
    readonly name: string
    readonly first: string
    readonly last: string
    readonly count: number
  }[]
}

export interface SandboxRequest {
  readonly path: string
  readonly status: number
  readonly body: {
    readonly attributes?: readonly TrackedObject[]
    readonly events?: readonly (TrackedObject & { readonly properties?: { readonly [name: string]: unknown } })[]
  } | null
  readonly response: { readonly errors?: readonly { readonly input_array: string; readonly index: number }[] } | null
}

interface TrackedObject {
  readonly external_id?: string
  readonly [member: string]: unknown
}

export function sandboxControls(url: string): SandboxControls {
  const control = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const response = await fetch(`${url}/__sandbox/${path}`, {
      ...init,
      ...(init.body === undefined ? {} : { headers: { 'content-type': 'application/json' } }),
    })
    if (response.status === 404) return null
    const text = await response.text()
    if (!response.ok) throw new Error(`sandbox control ${path} answered ${response.status}: ${text}`)
    return text === '' ? null : JSON.parse(text)
  }
  return {
    profile: async (externalId) => (await control(`profiles/${encodeURIComponent(externalId)}`)) as Profile | null,
    profiles: async () => ((await control('profiles')) as { users: Profile[] }).users,
    requests: async () => ((await control('requests')) as { requests: SandboxRequest[] }).requests,
    fault: async (fault) => void (await control('faults', { method: 'POST', body: JSON.stringify(fault) })),
    clearFaults: async () => void (await control('faults', { method: 'DELETE' })),
    adjust: async (settings) => void (await control('settings', { method: 'POST', body: JSON.stringify(settings) })),
    reset: async () => void (await control('reset', { method: 'POST', body: '{}' })),
  }
}
