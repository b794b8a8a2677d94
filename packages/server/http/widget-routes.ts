import type { WidgetSettings } from '@parley/widget/protocol'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { LiveSolutions } from '../live-solutions.ts'
import { environments, readBuild, type SolutionBuild } from '../solution/build.ts'
import { closed } from './closed.ts'
import { publicRules } from './page-events.ts'
import { Refusal } from './refusal.ts'
import type { Solutions } from './solution-parts.ts'
import { readPreview } from './solution-preview.ts'

/** What is served, as `@parley/widget/build` makes it. */
interface WidgetFile {
  readonly body: Buffer
  /** The same, packed. */
  readonly gzip: Buffer
  readonly brotli: Buffer
  readonly etag: string
}

/** The widget's files; asked for at each request, so a build that is under way is waited for. */
export type WidgetFiles = () => Promise<{
  readonly loader: WidgetFile
  readonly modules: ReadonlyMap<string, WidgetFile>
}>

interface Parts {
  readonly widget: WidgetFiles
  /** Without it, no solution has settings. */
  readonly live?: LiveSolutions
  /** Where drafts are, for preview links; without it there are none. */
  readonly solutions?: Pick<Solutions, 'drafts' | 'versions'>
  readonly tokenKey: string
  readonly now: () => number
}

/** Any page may load the widget: its code is public, and what it may do is decided at `/v1`. */
const anyPage = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'timing-allow-origin': '*',
  vary: 'accept-encoding',
}

const query = closed({
  solution: z.string().min(1).max(64),
  environment: z.enum(environments).default('sandbox'),
  preview: z.string().min(1).max(200).optional(),
})

/** `/widget.js`, `/widget/…` and `/v1/widget`: the widget's code, and what a solution says of it. */
export function addWidgetRoutes(app: FastifyInstance, parts: Parts): void {
  const { widget, live } = parts

  app.get('/widget.js', async (request, reply) => {
    const { loader } = await widget()
    // The address stays, so it is asked for each time and mostly answered with 304: a new server is a new widget at once.
    return sendScript(request, reply.header('cache-control', 'no-cache'), loader)
  })

  app.get<{ readonly Params: { readonly file: string } }>('/widget/:file', async (request, reply) => {
    const { modules } = await widget()
    const module = modules.get(`/widget/${request.params.file}`)
    if (module === undefined) throw new Refusal('unknown-route')
    return sendScript(request, reply.header('cache-control', 'public, max-age=31536000, immutable'), module)
  })

  app.get('/v1/widget', async (request, reply) => {
    const read = query.safeParse(request.query)
    if (!read.success) throw new Refusal('invalid-request', 'Say which one: ?solution=…&environment=sandbox or prod.')
    const { solution, environment, preview } = read.data
    if (preview !== undefined) {
      // A link that opens nothing is told to the person, by the chat that cannot begin.
      const draft = await draftOf(parts, solution, read.data).catch(() => null)
      return reply.header('cache-control', 'no-store').send(settingsOf(draft ?? {}))
    }
    const found = await live?.find(solution, environment)
    if (found === undefined || found === null) throw new Refusal('not-deployed')
    return reply.header('cache-control', 'public, max-age=60').send(settingsOf(found.build))
  })
}

/** The draft that a preview link opens: the solution need not run anywhere yet. */
async function draftOf(
  { solutions, tokenKey, now }: Parts,
  solution: string,
  asked: { readonly environment: string; readonly preview?: string | undefined },
): Promise<SolutionBuild> {
  const { draft: id } = readPreview(asked, tokenKey, now())
  if (solutions === undefined || id === undefined) throw new Refusal('preview-refused')
  const draft = await solutions.drafts.find(id)
  if (draft.solution !== solution) throw new Refusal('preview-refused')
  return readBuild(await solutions.versions.load(draft.version))
}

function sendScript(request: FastifyRequest, reply: FastifyReply, file: WidgetFile): FastifyReply {
  reply.headers(anyPage).header('etag', file.etag)
  if (request.headers['if-none-match'] === file.etag) return reply.code(304).send()
  const [encoding, body] = packed(file, request.headers['accept-encoding'])
  if (encoding !== null) reply.header('content-encoding', encoding)
  return reply.type('text/javascript; charset=utf-8').send(body)
}

/** As small as the browser takes it. */
function packed(file: WidgetFile, accepted: string | string[] | undefined): readonly ['br' | 'gzip' | null, Buffer] {
  const encodings = String(accepted ?? '')
    .split(',')
    .map((each) => each.trim().toLowerCase())
  const takes = (name: string): boolean =>
    encodings.some((each) => each === name || (each.startsWith(`${name};`) && !/q=0(\.0*)?$/.test(each)))
  if (takes('br')) return ['br', file.brotli]
  return takes('gzip') ? ['gzip', file.gzip] : [null, file.body]
}

/** Member by member: what is added to the settings later is not public by itself. */
function settingsOf({ web = {}, listen }: Pick<SolutionBuild, 'web' | 'listen'>): WidgetSettings {
  const { title, subtitle, accent, avatar, launcher, position, theme, languages, consent = 'essential' } = web
  const look = { title, subtitle, accent, avatar, launcher, position, theme }
  return {
    look: Object.fromEntries(Object.entries(look).filter(([, value]) => value !== undefined)),
    ...(languages === undefined ? {} : { languages }),
    consent,
    ...(listen === undefined ? {} : { listen: publicRules(listen) }),
  }
}
