import { memoryOf, startParley, startScript, stop } from './child.ts'
import { count, ms, type Row } from './figures.ts'
import type { OpenSocketsReport } from './open-sockets.ts'

const sockets = 2000
const words = 500

/** Memory of one server that holds many open chats, and how soon an answer shows in one of them. */
export async function openChats(): Promise<readonly Row[]> {
  const platform = await startParley('bench/solutions/six-questions')
  try {
    const options = { url: platform.url, words }
    const few = await startScript<OpenSocketsReport>('open-sockets.ts', { ...options, sockets: 20 })
    const before = await serverMb(platform.pid)
    await stop(few.child)
    const many = await startScript<OpenSocketsReport>('open-sockets.ts', { ...options, sockets })
    const after = await serverMb(platform.pid)
    await stop(many.child)
    const { open, p50, p99, afterCommitP99 } = many.first
    return [
      {
        what: `${count(open)} open streams on one process: memory of the server (RSS)`,
        figure: `${Math.round(after)} MB (with 20: ${Math.round(before)} MB)`,
        target: '2,000 under 300 MB',
        reached: open === sockets && after < 300,
      },
      {
        what: 'an answer on its stream, from the word that it is committed',
        figure: `p99 ${ms(afterCommitP99)}`,
        target: 'under 50 ms',
        reached: afterCommitP99 < 50,
      },
      {
        what: 'the same from saying something, with 20 open beside',
        figure: `p50 ${ms(p50)}, p99 ${ms(p99)} (p50 ${ms(few.first.p50)}, p99 ${ms(few.first.p99)})`,
      },
    ]
  } finally {
    await platform.close()
  }
}

async function serverMb(pid: number): Promise<number> {
  return (await memoryOf(pid)).find((each) => each.pid === pid)?.rssMb ?? Number.NaN
}
