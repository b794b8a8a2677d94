import { longestPassword, permissions, roles } from '@parley/studio/api'
import { z } from 'zod'
import { closed } from '../closed.ts'
import { name, read, text } from '../request.ts'

/** What somebody types as a password, now or at an earlier time: what it must be like is checked where a new one is set. */
const password = z
  .string()
  .min(1)
  .max(longestPassword * 4)
const token = z.string().min(1).max(200)
const email = z
  .string()
  .transform((it) => it.trim())
  .pipe(z.email('Not an e-mail address. It looks like ada@example.com.').max(254))
const person = text(120).transform((it) => it.trim())

const bodies = {
  signIn: closed({ email: z.string().min(1).max(254), password }),
  welcome: closed({ token, name: person, email, password }),
  look: closed({ token }),
  accept: closed({ token, name: person.optional(), password }),
  account: closed({ name: person }),
  password: closed({ current: password, next: password }),
  invite: closed({ email, role: z.enum(roles) }),
  person: closed({ role: z.enum(roles).optional(), active: z.boolean().optional() }),
  key: closed({
    name: name(120),
    permissions: z.array(z.enum(permissions)).min(1).max(permissions.length).readonly(),
    /** Null: it never expires. */
    days: z.number().int().min(1).max(3650).nullable(),
  }),
} as const

type Bodies = typeof bodies

/** The body of a request of access, checked. @throws Refusal `invalid-request` */
export const readBody = <Name extends keyof Bodies>(which: Name, body: unknown): z.output<Bodies[Name]> =>
  read(bodies[which], body) as z.output<Bodies[Name]>

const day = z.iso.date('Not a day. It looks like 2026-05-01.')

const auditQuery = closed({
  action: name(100).optional(),
  actor: text(200).optional(),
  subject: text(300).optional(),
  from: day.optional(),
  to: day.optional(),
  outcome: z.enum(['done', 'refused']).optional(),
  before: z
    .string()
    .regex(/^\d{1,15}$/, 'Not the cursor of an earlier answer')
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

const dayMs = 86_400_000

/** The filters of the audit log. Days are whole days in UTC. */
export function readAuditQuery(query: unknown) {
  const given = Object.fromEntries(Object.entries(query as object).filter(([, value]) => value !== ''))
  const { from, to, ...rest } = read(auditQuery, given)
  return {
    ...rest,
    from: from === undefined ? undefined : Date.parse(`${from}T00:00:00Z`),
    to: to === undefined ? undefined : Date.parse(`${to}T00:00:00Z`) + dayMs - 1,
  }
}
