import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median, ms, type Row } from './figures.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const rounds = 3
const most = 1000
const withinMs = 10_000

/** A thousand transcripts of the demo, from a cold start: the command, as somebody types it, beside the command with one story. */
export async function stories(): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-stories-'))
  try {
    await cp(join(root, 'examples/braze-signup'), folder, { recursive: true })
    await rm(join(folder, 'tests'), { recursive: true })
    await mkdir(join(folder, 'tests'))
    const times: { readonly whole: number[]; readonly drawn: number[]; readonly one: number[] } = {
      whole: [],
      drawn: [],
      one: [],
    }
    for (let round = 0; round < rounds; round += 1) {
      await write(folder, most)
      times.whole.push(await run(folder, [], most))
      times.drawn.push(await run(folder, ['--coverage', join(folder, 'picture.html')], most))
      await write(folder, 1)
      times.one.push(await run(folder, [], 1))
    }
    const [all, one, drawn] = [median(times.whole), median(times.one), median(times.drawn)]
    return [
      {
        what: `${most} stories of 16 steps`,
        figure: `${ms(all)} (${((all - one) / most).toFixed(2)} ms a story beyond the start)`,
        target: 'under 10 s',
        reached: all < withinMs,
      },
      { what: 'the same with coverage and its picture', figure: ms(drawn) },
      { what: 'one story: start, bundling, compiling', figure: ms(one) },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const head = `    steps:
      - bot: Hello! Six short questions and your account is ready.
      - bot: What is your **first name**?
      - user: Ada
      - bot: Nice to meet you, Ada. And your **last name**?
      - user: Lovelace
      - bot: Which **e-mail address** may we use?
      - user: ada@example.com
      - bot: When is your **birthday**? For example 3 May 1990.
      - user: 3 May 1990
      - bot: Which **city** do you live in?
      - user: London
      - bot: /operating system/
      - pick: macOS
      - action: track-user
        input: { first_name: Ada, home_city: London }
`
const good = `        outcome: success
      - bot: Thank you, Ada! You are all set.
      - ends: completed
`
const bad = `        outcome: error
      - bot: /^I am sorry, Ada/
      - wait: 10m
      - bot: Are you still there? Your answers so far are safe.
`

async function write(folder: string, count: number): Promise<void> {
  const all = Array.from(
    { length: count },
    (_each, index) => `  - story: Visitor ${index}\n${head}${index % 2 === 0 ? good : bad}`,
  )
  await writeFile(join(folder, 'tests/many.test.yaml'), `stories:\n${all.join('\n')}`)
}

/** Milliseconds of the whole command. */
async function run(folder: string, options: readonly string[], count: number): Promise<number> {
  const began = performance.now()
  const child = spawn(process.execPath, [join(root, 'packages/server/main.ts'), 'test', folder, ...options], {
    cwd: root,
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  const code = await new Promise((resolve) => child.once('exit', resolve))
  if (code !== 0 || !output.includes(`${count} passed, 0 failed`))
    throw new Error(`the stories failed:\n${output.slice(-2000)}`)
  return performance.now() - began
}
