import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { endpoints } from '@parley/braze/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readActionTypes } from './action-types.ts'
import { brazeTemplates } from './braze-template.ts'

const repository = join(import.meta.dirname, '../../..')
const tsc = join(repository, 'node_modules/.bin/tsc')

const compilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: 'esnext',
  module: 'esnext',
  moduleResolution: 'bundler',
  allowImportingTsExtensions: true,
  types: [],
}

/** What the compiler says of a folder with these files: nothing when all is well. */
async function check(folder: string, files: { readonly [path: string]: string }): Promise<string> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return promisify(execFile)(tsc, ['-p', folder]).then(
    ({ stdout }) => stdout,
    (failed: { readonly stdout: string }) => failed.stdout,
  )
}

const actions = Object.fromEntries(brazeTemplates().map(({ name, text }) => [`solution/actions/${name}.ts`, text]))
const example = (path: string) => readFile(join(repository, 'examples/braze-signup', path), 'utf8')

/** Where the editor's types say what `solution.ts` names; it is no file of this repository. */
const fromNames = ['from', "'../../parley/solution-names.ts'"].join(' ')

describe('the template of an endpoint', { timeout: 120_000 }, () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-types-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('is there for every endpoint, under a name of its own', () => {
    expect(brazeTemplates().map(({ id }) => id)).toEqual(Object.keys(endpoints))
    expect(Object.keys(actions)).toHaveLength(Object.keys(endpoints).length)
  })

  test('compiles against the types that actions really have', async () => {
    const entry = fileURLToPath(import.meta.resolve('@parley/actions'))
    const config = {
      // Our own sources come along, and are written for this.
      compilerOptions: {
        ...compilerOptions,
        exactOptionalPropertyTypes: true,
        lib: ['esnext', 'dom'],
        paths: { '@parley/actions': [entry] },
      },
      include: ['solution'],
    }
    const wrong = `import { defineAction, z } from '@parley/actions'
export default defineAction({
  input: z.object({}),
  async execute({ braze }) { await braze.users.track({ atributes: [] }) },
})
`
    const said = await check(join(folder, 'real'), {
      ...actions,
      'solution/actions/wrong.ts': wrong,
      'tsconfig.json': JSON.stringify(config),
    })
    // That the mistake is found shows that the rest was looked at.
    const own = said.split('\n').filter((line) => line.includes('/solution/'))
    expect(own).toEqual([expect.stringMatching(/wrong\.ts.*atributes/)])
  })

  test('compiles against what the editor is given, which knows parameters and secrets by name', async () => {
    const config = {
      compilerOptions: {
        ...compilerOptions,
        lib: ['esnext', 'webworker', 'webworker.iterable'],
        paths: {
          '@parley/actions': ['./parley/actions/index.ts'],
          '@parley/flow': ['./parley/flow/index.ts'],
          '@parley/braze/contract': ['./parley/braze/contract.ts'],
          zod: ['./node_modules/zod/index.d.ts'],
        },
      },
      include: ['solution', 'parley'],
    }
    const names = `import { createHash } from 'node:crypto'
import { defineAction, z } from '@parley/actions'
import type { ParamNames, SecretNames } ${fromNames}
const secret: keyof SecretNames = 'braze_api_key'
const param: keyof ParamNames = 'braze_url'
const other: keyof SecretNames = 'nobody_s'
export default defineAction({
  input: z.object({ email: z.email() }),
  async execute({ payload, params, secrets }) {
    const url: unknown = params.anything
    console.log(payload.email.length, url, secrets.braze_api_key?.length, createHash, secret, param, other)
    console.log(payload.phone)
  },
})
`
    const said = await check(join(folder, 'editor'), {
      ...(await readActionTypes()),
      ...actions,
      'solution/solution.ts': await example('solution.ts'),
      'solution/actions/track-user.ts': await example('actions/track-user.ts'),
      'solution/actions/names.ts': names,
      'tsconfig.json': JSON.stringify(config),
    })
    expect(said.trim().split('\n')).toEqual([
      expect.stringMatching(/names\.ts\(6.*nobody_s/),
      expect.stringMatching(/names\.ts.*phone/),
    ])
  })

  test('is for the request types that the contract has', async () => {
    const types = await readActionTypes()
    const index = fileURLToPath(import.meta.resolve('@parley/braze/contract'))
    const config = {
      compilerOptions: { ...compilerOptions, lib: ['esnext', 'dom'], paths: { '@parley/braze/contract': [index] } },
      include: ['same.ts', 'written.ts'],
    }
    const same = `import type { EndpointId, EndpointRequest } from '@parley/braze/contract'
import type { Requests } from './written.ts'
type Same = { [Id in EndpointId]: [Requests[Id], EndpointRequest<Id>] extends [EndpointRequest<Id>, Requests[Id]] ? true : Id }
const same: Same[EndpointId] = true
void same
const all: keyof Requests extends EndpointId ? true : false = true
void all
export const differs: Same[EndpointId] extends true ? 'none' : Same[EndpointId] = 'none'
`
    const said = await check(join(folder, 'same'), {
      'written.ts': types['parley/braze/contract.ts'] ?? '',
      'same.ts': same,
      'tsconfig.json': JSON.stringify(config),
    })
    expect(said).toBe('')
  })
})
