import { spawn } from 'node:child_process'
import { createReadStream, createWriteStream } from 'node:fs'
import { access, constants, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { type Browser, chromium } from 'playwright-core'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
]

interface Executable {
  readonly path: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/**
 * A headless Chromium with a profile of its own: the one PARLEY_CHROMIUM names, else the machine's, else the one that
 * npm brings, which needs nothing installed.
 */
export async function launchBrowser(): Promise<Browser> {
  const { path, args, env } = await findExecutable()
  return chromium.launch({
    executablePath: path,
    headless: true,
    chromiumSandbox: false,
    // Chromium refuses to run as root with its sandbox on.
    args: [...quiet, ...args, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    env: { ...definedEnvironment(), ...env },
  })
}

async function findExecutable(): Promise<Executable> {
  const named = process.env.PARLEY_CHROMIUM
  if (named !== undefined && named !== '') {
    if (await isExecutable(named)) return { path: named, args: [], env: {} }
    throw new Error(`PARLEY_CHROMIUM names ${named}, which cannot be executed`)
  }
  for (const path of installed) {
    if (await isExecutable(path)) return { path, args: [], env: {} }
  }
  return unpackShipped()
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

/**
 * Unpacks `@sparticuz/chromium` once per version. Its own unpacker writes to fixed names in the temporary folder and
 * leaves its system libraries out anywhere but in the cloud it was made for, so this does it.
 */
async function unpackShipped(): Promise<Executable> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('no Chromium found: install Chromium or Chrome, or set PARLEY_CHROMIUM to its executable')
  }
  const root = resolve(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../..')
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  const modules = resolve(root, '../..')
  const folder = join(modules, '.cache', `parley-chromium-${version}`)
  if (!(await isExecutable(join(folder, 'chromium')))) await unpack(join(root, 'bin'), folder)
  return {
    path: join(folder, 'chromium'),
    // The shipped build has no setuid sandbox and no zygote to fork from.
    args: ['--no-sandbox', '--no-zygote'],
    env: { LD_LIBRARY_PATH: join(folder, 'lib'), FONTCONFIG_FILE: join(folder, 'fonts.conf') },
  }
}

async function unpack(packed: string, folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true })
  const draft = await mkdtemp(`${folder}.new-`)
  try {
    for (const archive of ['al2023', 'fonts', 'swiftshader']) await extract(join(packed, `${archive}.tar.br`), draft)
    const binary = createWriteStream(join(draft, 'chromium'), { mode: 0o755 })
    await pipeline(createReadStream(join(packed, 'chromium.br')), createBrotliDecompress(), binary)
    await writeFile(join(draft, 'fonts.conf'), fontConfiguration(folder))
    // In one step, so that test files starting side by side never see half of it.
    await rename(draft, folder).catch(async (error: unknown) => {
      if (!(await isExecutable(join(folder, 'chromium')))) throw error
    })
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

async function extract(archive: string, into: string): Promise<void> {
  const tar = spawn('tar', ['-x', '-C', into], { stdio: ['pipe', 'ignore', 'inherit'] })
  const ended = new Promise<number | null>((done, fail) => {
    tar.once('error', fail)
    tar.once('close', done)
  })
  const [code] = await Promise.all([ended, pipeline(createReadStream(archive), createBrotliDecompress(), tar.stdin)])
  if (code !== 0) throw new Error(`tar could not extract ${archive} (${code})`)
}

/** The shipped fonts first, so that pages look alike everywhere; the machine's for what those lack. */
function fontConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir>
  <match target="pattern"><test name="family"><string>sans-serif</string></test><edit name="family" mode="prepend"><string>Open Sans</string></edit></match>
  <match target="pattern"><edit name="family" mode="append_last"><string>Open Sans</string></edit></match>
</fontconfig>
`
}
