import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { Refusal } from '../http/refusal.ts'

/** What OWASP's Password Storage Cheat Sheet asks of Argon2id: 19 MiB, two passes, one lane. */
const recommended = { memory: 19_456, passes: 2, parallelism: 1 }
const tagLength = 32

/** Hashing is slow on purpose and holds a thread of libuv's pool, of which files and names need some too. */
const mostAtOnce = 2
/** Whoever comes later is asked to come again: a flood of sign-ins holds nothing up. */
const mostWaiting = 50

interface Cost {
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
}

/** Passwords, hashed with Argon2id. */
export interface Passwords {
  /** In the PHC string format, `$argon2id$v=19$m=…$salt$hash`. @throws Refusal `overloaded` */
  hash(password: string): Promise<string>
  /**
   * Takes as long for nobody (`null`) as for somebody, so that the time does not tell whether there is one.
   * @throws Refusal `overloaded`
   */
  matches(password: string, stored: string | null): Promise<boolean>
}

const derive = promisify(argon2)

export function createPasswords(cost: Cost = recommended): Passwords {
  const inTurn = createTurns()
  const compute = (password: string, nonce: Buffer, { memory, passes, parallelism }: Cost): Promise<Buffer> =>
    inTurn(async () =>
      Buffer.from(
        await derive('argon2id', {
          // Two ways of writing the same letter are the same password.
          message: Buffer.from(password.normalize('NFKC')),
          nonce,
          memory,
          passes,
          parallelism,
          tagLength,
        }),
      ),
    )

  const nobody = { cost, nonce: randomBytes(16), tag: randomBytes(tagLength) }
  return {
    async hash(password) {
      const nonce = randomBytes(16)
      return write(cost, nonce, await compute(password, nonce, cost))
    },
    async matches(password, stored) {
      const known = stored === null ? null : read(stored)
      const { cost: asked, nonce, tag } = known ?? nobody
      const isSame = timingSafeEqual(await compute(password, nonce, asked), tag)
      return isSame && known !== null
    },
  }
}

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')

function write({ memory, passes, parallelism }: Cost, nonce: Buffer, tag: Buffer): string {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(nonce)}$${base64(tag)}`
}

function read(stored: string): { readonly cost: Cost; readonly nonce: Buffer; readonly tag: Buffer } | null {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(stored)
  if (parts === null) return null
  const [, memory, passes, parallelism, nonce = '', tag = ''] = parts
  const bytes = Buffer.from(tag, 'base64')
  if (bytes.length !== tagLength) return null
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    nonce: Buffer.from(nonce, 'base64'),
    tag: bytes,
  }
}

/** Lets a few in at once and the others wait, in the order they came. */
function createTurns(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= mostAtOnce) {
      if (waiting.length >= mostWaiting) throw new Refusal('overloaded')
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}
