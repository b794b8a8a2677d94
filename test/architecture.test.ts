/**
 * The rules of the house that a compiler does not know, see docs/architecture.md. Every failure says which rule was
 * broken, where, and what to do instead.
 */
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { paths, type SourceFile, sourceFiles, textOf } from './support/source.ts'

/** Which packages a package may import. Whatever is not named here is not one of ours. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  flow: [],
  braze: [],
  nlu: ['flow'],
  actions: ['flow', 'braze'],
  runtime: ['flow'],
  widget: ['flow'],
  studio: ['flow', 'nlu', 'widget'],
  server: ['flow', 'braze', 'nlu', 'actions', 'runtime', 'widget', 'studio'],
}

const packageFiles = sourceFiles('packages/*/**/*.{ts,tsx}')
const testFiles = sourceFiles('packages/*/**/*.test.ts', 'test/**/*.test.ts', 'examples/**/*.test.ts')

const packageOf = (path: string): string | undefined => /^packages\/([^/]+)\//.exec(path)?.[1]

/** The package that an import leads to, be it by name or by a relative path that leaves its own. */
function importedPackage(file: SourceFile, specifier: string, target: string | undefined): string | undefined {
  const named = /^@parley\/([^/]+)/.exec(specifier)?.[1]
  if (named !== undefined) return named
  const reached = target === undefined ? undefined : packageOf(`${target}/`)
  return reached === packageOf(file.path) ? undefined : reached
}

describe('the arrows between the packages', () => {
  test('every package is in the table of arrows', () => {
    const unknown = paths('packages/*').filter((path) => !(path.slice('packages/'.length) in arrows))
    expect(unknown, 'a new package needs its arrows here and in docs/architecture.md').toEqual([])
  })

  test('packages import only what their arrows allow', () => {
    const broken = packageFiles.flatMap((file) => {
      const from = packageOf(file.path) ?? ''
      const allowed = arrows[from] ?? []
      return file.imports.flatMap(({ specifier, target }) => {
        const to = importedPackage(file, specifier, target)
        if (to === undefined || to === from || allowed.includes(to)) return []
        const may = allowed.length === 0 ? 'no package of ours' : allowed.join(', ')
        return [
          `${file.path} imports ${specifier}: ${from} may import ${may}; take what you need as a function or a value, or move the code to ${to}`,
        ]
      })
    })
    expect(broken.join('\n')).toBe('')
  })

  test('packages import each other by name, never by a path', () => {
    const broken = packageFiles.flatMap((file) =>
      file.imports
        .filter(
          ({ specifier, target }) => target !== undefined && importedPackage(file, specifier, target) !== undefined,
        )
        .map(({ specifier }) => `${file.path} imports ${specifier}: write @parley/<package> and export it there`),
    )
    expect(broken.join('\n')).toBe('')
  })

  test('packages do not import from outside packages/, their tests only from test/support', () => {
    const broken = packageFiles.flatMap((file) =>
      file.imports
        .filter(({ target }) => target !== undefined && !target.startsWith('packages/'))
        .filter(({ target }) => !(file.isTest && target?.startsWith('test/support/')))
        .map(({ specifier }) => `${file.path} imports ${specifier}, which is not part of a package`),
    )
    expect(broken.join('\n')).toBe('')
  })

  test('the widget takes only types from flow', () => {
    const broken = packageFiles
      .filter((file) => packageOf(file.path) === 'widget' && !file.isTest)
      .flatMap((file) =>
        file.imports
          .filter(({ specifier, typeOnly }) => specifier.startsWith('@parley/flow') && !typeOnly)
          .map(({ specifier }) => `${file.path} imports ${specifier}: use "import type", the widget carries no engine`),
      )
    expect(broken.join('\n')).toBe('')
  })

  test('the Braze client and the Braze sandbox know only their contract, never each other', () => {
    const side = (path: string): string | undefined => /^packages\/braze\/(client|sandbox)\//.exec(path)?.[1]
    const broken = packageFiles
      .filter((file) => !file.isTest)
      .flatMap((file) => {
        const own = side(file.path)
        return file.imports
          .map(({ target }) => target ?? '')
          .filter((target) => own !== undefined && side(target) !== undefined && side(target) !== own)
          .map((target) => `${file.path} imports ${target}: what both need belongs in packages/braze/contract`)
      })
    expect(broken.join('\n')).toBe('')
  })

  test('an index lists names for outsiders, its siblings import the file itself', () => {
    const broken = packageFiles
      .filter((file) => !file.isTest)
      .flatMap((file) =>
        file.imports
          .filter(
            ({ target }) => target?.endsWith('/index.ts') && file.path.startsWith(target.slice(0, -'index.ts'.length)),
          )
          .map(({ specifier }) => `${file.path} imports ${specifier}: name the file that has what you need`),
      )
    expect(broken.join('\n')).toBe('')
  })
})

describe('the purity of flow and nlu', () => {
  const impure: readonly (readonly [RegExp, string])[] = [
    [
      /\bDate\.now\b|\bnew Date\(\s*\)|(?<!new )\bDate\(\s*\)|\bTemporal\.Now\b|(?<![\w.$])performance\./,
      'reads a clock',
    ],
    [/\bMath\.random\b|(?<![\w.$])crypto\./, 'is random'],
    [/(?<![\w.$])fetch\(|\bXMLHttpRequest\b|\bnew WebSocket\b/, 'reaches the network'],
    [/(?<![\w.$])(setTimeout|setInterval|setImmediate|queueMicrotask)\(/, 'sets a timer'],
    [
      /(?<![\w.$'"])process\.|(?<![\w.$])globalThis\b|(?<![\w.$])Buffer\.|(?<![\w.$])console\./,
      'depends on its surroundings',
    ],
    [/(?<![\w.$])require\(|(?<![\w.$])eval\(|\bnew Function\(/, 'loads or makes code'],
  ]
  const pure = packageFiles.filter(({ path, isTest }) => ['flow', 'nlu'].includes(packageOf(path) ?? '') && !isTest)

  test('they use no clock, chance, network, timer or surroundings', () => {
    const broken = pure.flatMap((file) =>
      file.code
        .split('\n')
        .flatMap((line, index) =>
          impure
            .filter(([pattern]) => pattern.test(line))
            .map(
              ([, what]) => `${file.path}:${index + 1} ${what}: let it come in as a field of the event or an argument`,
            ),
        ),
    )
    expect(broken.join('\n')).toBe('')
  })

  test('they import nothing of Node', () => {
    const broken = pure.flatMap((file) =>
      file.imports
        .filter(({ specifier }) => specifier.startsWith('node:'))
        .map(({ specifier }) => `${file.path} imports ${specifier}: the caller reads and writes, this package decides`),
    )
    expect(broken.join('\n')).toBe('')
  })
})

describe('specifications and their proofs', () => {
  test('every rule of a SPEC.md is named by a test', () => {
    const unproved = paths('packages/**/SPEC.md', 'packages/*/SPEC.md').flatMap((path) => {
      const rules = [...textOf(path).matchAll(/^\s*- \*{0,2}\[([A-Z]+\d+)\]/gm)].map(([, rule]) => rule ?? '')
      const near = testFiles.filter((file) => packageOf(file.path) === packageOf(path) || file.path.startsWith('test/'))
      return rules
        .filter((rule) => !near.some((file) => file.code.includes(`[${rule}]`)))
        .map((rule) => `${path} states [${rule}], and no test title there names it: prove it with test('[${rule}] …')`)
    })
    expect(unproved.join('\n')).toBe('')
  })

  test('no rule of a package is stated twice', () => {
    const twice = paths('packages/**/SPEC.md', 'packages/*/SPEC.md').flatMap((path) => {
      const rules = [...textOf(path).matchAll(/^\s*- \*{0,2}\[([A-Z]+\d+)\]/gm)].map(([, rule]) => rule)
      return rules
        .filter((rule, index) => rules.indexOf(rule) !== index)
        .map((rule) => `${path} states [${rule}] twice`)
    })
    expect(twice.join('\n')).toBe('')
  })

  test('every problem code has its page', () => {
    const codes = [
      ...textOf('packages/flow/problem-code.ts').matchAll(/^\s+'?([a-z][a-z0-9-]*)'?: '(?:error|warning)'/gm),
    ]
    const known = new Set(codes.map(([, code]) => code ?? ''))
    const missing = [...known].filter((code) => textOf(`docs/errors/${code}.md`).trim() === '')
    expect(
      missing.map((code) => `docs/errors/${code}.md`),
      'what happened, why, how to mend it',
    ).toEqual([])
  })
})

describe('sizes', () => {
  const maxLines = 400
  /** Files that are better whole, each with its reason. */
  const longer: Readonly<Record<string, string>> = {}

  test(`files have at most ${maxLines} lines`, () => {
    const all = [...packageFiles, ...sourceFiles('test/**/*.ts', 'bench/**/*.ts')]
    const broken = all
      .filter(({ path, text }) => !(path in longer) && text.trimEnd().split('\n').length > maxLines)
      .map(({ path, text }) => `${path} has ${text.split('\n').length} lines: split it by noun, or state here why not`)
    expect(broken.join('\n')).toBe('')
  })
})

describe('dependencies', () => {
  const manifest = z.object({
    dependencies: z.record(z.string(), z.string()).default({}),
    devDependencies: z.record(z.string(), z.string()).default({}),
  })
  const dependenciesOf = (path: string) => manifest.parse(JSON.parse(textOf(path) || '{}'))
  const locked = z.object({
    packages: z.record(
      z.string(),
      z.object({
        dev: z.boolean().optional(),
        link: z.boolean().optional(),
        license: z.string().optional(),
        resolved: z.string().optional(),
      }),
    ),
  })
  const lock = locked.parse(JSON.parse(textOf('package-lock.json') || '{"packages":{}}'))

  test('every package declares what it imports', () => {
    const root = dependenciesOf('package.json')
    const broken = packageFiles.flatMap((file) => {
      const own = dependenciesOf(`packages/${packageOf(file.path)}/package.json`)
      const forTests = /\.test\.ts$|(^|\/)(fixtures\/|testing\.ts$|test-[\w-]+\.ts$)/.test(file.path)
        ? root.devDependencies
        : {}
      return file.imports
        .filter(({ specifier, target }) => target === undefined && !/^(node:|@parley\/|#)/.test(specifier))
        .map(({ specifier }) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier)
        .filter(
          (name) =>
            ![name, `@types/${name}`].some(
              (each) => each in own.dependencies || each in own.devDependencies || each in forTests,
            ),
        )
        .map(
          (name) =>
            `${file.path} imports ${name}: npm install --save-exact -w packages/${packageOf(file.path)} ${name}`,
        )
    })
    expect([...new Set(broken)].join('\n')).toBe('')
  })

  test('versions are exact', () => {
    const broken = ['package.json', ...paths('packages/*/package.json')].flatMap((path) => {
      const { dependencies, devDependencies } = dependenciesOf(path)
      return Object.entries({ ...dependencies, ...devDependencies })
        .filter(([name, version]) => !name.startsWith('@parley/') && !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
        .map(([name, version]) => `${path}: ${name} ${version}`)
    })
    expect(broken).toEqual([])
  })

  const allowed = ['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MPL-2.0', '0BSD', 'BlueOak-1.0.0']
  /** Packages under another licence, each with the reason why that is fine. */
  const excepted: Readonly<Record<string, string>> = {}

  test('everything that runs in production has a permissive licence', () => {
    const fine = (licence: string) =>
      licence
        .replace(/[()]/g, '')
        .split(/ OR /)
        .some((choice) => choice.split(/ AND /).every((each) => allowed.includes(each)))
    const broken = Object.entries(lock.packages)
      .filter(([path, entry]) => path.startsWith('node_modules/') && entry.dev !== true && entry.link !== true)
      .map(
        ([path, entry]) =>
          [
            path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
            entry.license ?? 'no licence',
          ] as const,
      )
      .filter(([name, licence]) => !(name in excepted) && !fine(licence))
      .map(([name, licence]) => `${name}: ${licence}; allowed are ${allowed.join(', ')}`)
    expect(broken.join('\n')).toBe('')
  })

  test('the lock file names no download addresses, so that it works with any registry', () => {
    const broken = Object.entries(lock.packages).filter(([, entry]) => /^\w+:\/\//.test(entry.resolved ?? ''))
    expect(broken.map(([path, entry]) => `${path}: ${entry.resolved}`).join('\n')).toBe('')
  })
})

describe('the repository', () => {
  test('names no folder of the machine it was written on', () => {
    const own = /\/(?:home|Users)\/[a-z][\w-]*\/|\/work\/(?:main|shared)\b|\/tmp\/brief/
    const text = /\.(ts|tsx|js|mjs|json|md|yaml|yml|sql|html|css|sh|toml)$|\/run$/
    const broken = paths('*', '.*', '{packages,test,docs,examples,bench,.ci}/**/*')
      .filter((path) => text.test(path) && path !== 'test/architecture.test.ts')
      .flatMap((path) =>
        textOf(path)
          .split('\n')
          .flatMap((line, index) => (own.test(line) ? [`${path}:${index + 1} ${line.trim().slice(0, 120)}`] : [])),
      )
    expect(broken.join('\n')).toBe('')
  })
})
