/**
 * The languages that actions are written in, one column each: everything else about running them (children, slots, pool,
 * broker, limits) is the same for all.
 */
import type { Values } from '@parley/flow'
import { brazeSandbox } from '../braze.ts'
import type { Deployment } from './deployment.ts'
import { ActionHostError } from './failure.ts'
import { findPython, pythonRepair } from './interpreter.ts'
import type { Launch } from './launch.ts'
import { denoLaunches } from './launch-deno.ts'
import { pythonLaunches } from './launch-python.ts'

export type LanguageName = 'typescript' | 'python'

/** What a child is given when it is bound to a deployment. */
export interface Load {
  readonly bundle: string
  readonly params: Values
}

/** What the ways to start a child depend on. */
export interface LaunchOptions {
  readonly heapMegabytes: number
  readonly memoryMegabytes: number
  readonly callsPerChild: number
  /** The Python that the operator chose. */
  readonly python: string | null
}

export interface Language {
  /** What runs its actions, for messages. */
  readonly program: string
  /** The ways to start a child here, strongest first. @throws ActionHostError when the program is not there */
  launches(options: LaunchOptions): Promise<readonly Launch[]>
  /** What a deployment has in this language, `null` when nothing. */
  read(deployment: Deployment): Load | null
  /** Whether a child tells where a call was that it had to stop; worth waiting for a moment. */
  readonly locates: boolean
}

export const languages: Readonly<Record<LanguageName, Language>> = {
  typescript: {
    program: 'Deno',
    launches: async ({ heapMegabytes }) => denoLaunches(heapMegabytes),
    read: ({ bundle, params }) => ({ bundle, params }),
    // A loop that spins cannot say so.
    locates: false,
  },
  python: {
    program: 'Python',
    async launches({ python, memoryMegabytes, callsPerChild }) {
      const found = await findPython(python)
      if (found.kind === 'missing')
        throw new ActionHostError('not-loaded', `Actions in Python need one. ${found.reason} ${pythonRepair}`, 'later')
      return pythonLaunches(found.interpreter, { threads: callsPerChild, memoryMegabytes })
    },
    read({ python, params, brazeUrl }) {
      if (python === undefined) return null
      // Its requests go to an address like any other's, so it gets the one that the name stands for.
      const own =
        params.braze_url === brazeSandbox && brazeUrl !== undefined ? { ...params, braze_url: brazeUrl } : params
      return { bundle: JSON.stringify(python), params: own }
    },
    locates: true,
  },
}

export const languageNames = Object.keys(languages) as readonly LanguageName[]

/** The language of one action of a deployment. */
export function languageOf({ python }: Deployment, action: string): LanguageName {
  return python !== undefined && Object.hasOwn(python.actions, action) ? 'python' : 'typescript'
}
