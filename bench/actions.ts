import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type ActionHost, type ActionsBuild, buildActions, createActionHost } from '@parley/actions/host'
import { median, ms, quantile, type Row } from './figures.ts'

/** The languages that actions are written in: a solution with one action that hands its payload back, and what to reach. */
const languages = [
  { name: 'TypeScript', solution: 'echo-action', action: 'echo', targetMs: 1.5 },
  { name: 'Python', solution: 'echo-python', action: 'Echo', targetMs: 2 },
] as const
type Language = (typeof languages)[number]

const context = {
  solution: 'echo',
  environment: 'sandbox',
  conversation_id: 'conv_bench',
  contact: { id: 'cont_bench' },
  idempotency_key: 'conv_bench.1.0',
  at: '2026-01-05T12:00:00.000Z',
  attempt: 1,
} as const

/** What an action costs above its own work: from this process through the host and the child and back. */
export async function actions(): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const language of languages) rows.push(...(await measure(language)))
  return rows
}

async function measure(language: Language): Promise<readonly Row[]> {
  const folder = fileURLToPath(new URL(`solutions/${language.solution}`, import.meta.url))
  const { build, problems } = await buildActions(folder)
  if (problems.some(({ code }) => code === 'python-missing'))
    return [{ what: `${language.name} actions`, figure: 'not measured: there is no Python on this machine' }]
  if (build === null) throw new Error(problems.map((problem) => problem.reason).join('\n'))
  const host = await createActionHost({})
  try {
    return await measureHost(language, build, host)
  } finally {
    await host.close()
  }
}

async function measureHost(language: Language, build: ActionsBuild, host: ActionHost): Promise<readonly Row[]> {
  const { name, action, targetMs } = language
  const { bundle, sourceMap, python } = build
  const code = { bundle, sourceMap, ...(python === undefined ? {} : { python }) }
  const load = (id: string): void => host.load({ id, ...code, params: {}, secrets: {}, egress: [] })
  const run = async (deployment: string): Promise<number> => {
    const began = performance.now()
    const report = await host.run({ deployment, action, payload: { text: 'Ada' }, context })
    if (report.result.outcome !== 'success') throw new Error(JSON.stringify(report.result))
    return performance.now() - began
  }
  const cold: number[] = []
  for (let index = 0; index < 10; index += 1) {
    load(`cold-${index}`)
    // Until the spare process that the last one used up has been replaced, as it is between two deploys.
    await delay(500)
    cold.push(await run(`cold-${index}`))
    host.unload(`cold-${index}`)
  }
  load('warm')
  for (let index = 0; index < 500; index += 1) await run('warm')
  const warm = (await sample(2000, () => run('warm'))).sort((a, b) => a - b)
  const began = performance.now()
  await Promise.all(Array.from({ length: 32 }, () => sample(200, () => run('warm'))))
  const perSecond = 6400 / ((performance.now() - began) / 1000)
  const p50 = quantile(warm, 0.5)
  return [
    {
      what: `${name} action overhead, warm, one at a time`,
      figure: `p50 ${ms(p50)}, p99 ${ms(quantile(warm, 0.99))}`,
      target: `p50 ${targetMs} ms`,
      reached: p50 <= targetMs,
    },
    { what: `${name} action calls, warm, 32 at a time`, figure: `${Math.round(perSecond)}/s` },
    { what: `${name} action overhead, cold (first call of a version)`, figure: `median ${ms(median(cold))}` },
  ]
}

async function sample(times: number, run: () => Promise<number>): Promise<number[]> {
  const taken: number[] = []
  for (let index = 0; index < times; index += 1) taken.push(await run())
  return taken
}
