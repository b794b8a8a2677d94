/**
 * The controls under `/__sandbox`: whoever reaches the sandbox may look and touch, no key is asked for.
 *
 * Owns how a call comes in: path, method, size, JSON. Leaves what it does to the tables in `controls/`, `messaging/` and `assets/`.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { assetControls } from './assets/controls.ts'
import { readBody } from './body.ts'
import { type Control, type ControlTable, listQuery } from './controls/control.ts'
import { profileControls } from './controls/profiles.ts'
import { settingsControls } from './controls/settings.ts'
import { workingsControls } from './controls/workings.ts'
import { workspaceControls } from './controls/workspace.ts'
import { messagingControls } from './messaging/controls.ts'
import { matchPath, type PathParams, readPattern } from './path.ts'
import { type ControlProblem, describeMisfit, sendProblem } from './problem.ts'
import { isDeeper } from './request-log.ts'
import type { World } from './world.ts'

/** What the controls act on. `reset` puts a new world in the place of the old. */
export interface Controlled {
  readonly world: () => World
  readonly reset: () => void
}

/** Liquid bodies of campaigns come through here, so it is more than a fault needs. */
const BODY_BYTES = 1024 * 1024
/** Nesting of a body, as at the door of the emulated API: deeper JSON could exhaust the stack of whoever looks at it. */
const JSON_DEPTH = 100

/** Answers a request to `/__sandbox/…`. */
export async function serveControls(
  request: IncomingMessage,
  response: ServerResponse,
  controlled: Controlled,
): Promise<void> {
  const url = URL.parse(request.url ?? '', 'http://sandbox')
  const path = url?.pathname ?? ''
  const controls: ControlTable = {
    ...workingsControls,
    ...profileControls,
    ...workspaceControls,
    ...settingsControls,
    ...messagingControls(controlled.world()),
    ...assetControls(controlled.world()),
  }
  const found = findControl(controls, path)
  if (found === undefined) return sendProblem(response, unknownProblem(path, Object.keys(controls)))
  const { control, params } = found
  const run = Object.hasOwn(control, request.method ?? '') ? control[request.method ?? ''] : undefined
  if (run === undefined) return sendProblem(response, methodProblem, { Allow: Object.keys(control).join(', ') })
  const query = listQuery.safeParse(Object.fromEntries(url?.searchParams ?? []))
  if (!query.success) return sendProblem(response, describeMisfit(query.error))
  const body = await readBody(request, BODY_BYTES)
  if (body.kind === 'aborted') return
  if (body.kind === 'too-large') return sendProblem(response, tooLargeProblem, { Connection: 'close' })
  const parsed = parse(body.text)
  if (parsed === undefined) return sendProblem(response, notJsonProblem)
  if (isDeeper(parsed.value, JSON_DEPTH)) return sendProblem(response, tooDeepProblem)
  const { world, reset } = controlled
  await run({ response, world: world(), reset, query: query.data, params, body: parsed.value })
}

function findControl(
  controls: ControlTable,
  path: string,
): { readonly control: Control; readonly params: PathParams } | undefined {
  for (const [pattern, control] of Object.entries(controls)) {
    const params = matchPath(readPattern(pattern), path)
    if (params !== undefined) return { control, params }
  }
  return undefined
}

function parse(text: string): { readonly value: unknown } | undefined {
  if (text === '') return { value: undefined }
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

const methodProblem: ControlProblem = {
  status: 405,
  code: 'wrong-method',
  title: 'This control does not take that method',
  detail: 'The Allow header lists what it takes.',
}
const tooLargeProblem: ControlProblem = {
  status: 413,
  code: 'body-too-large',
  title: 'The body is too large',
  detail: `A control takes at most ${BODY_BYTES} bytes.`,
}
const notJsonProblem: ControlProblem = {
  status: 400,
  code: 'not-json',
  title: 'The body is not JSON',
  detail: 'Send a JSON object.',
}

const tooDeepProblem: ControlProblem = {
  status: 400,
  code: 'too-deep',
  title: 'The body is nested too deeply',
  detail: `Arrays and objects may be nested ${JSON_DEPTH} deep.`,
}

function unknownProblem(path: string, known: readonly string[]): ControlProblem {
  return {
    status: 404,
    code: 'unknown-control',
    title: 'There is no such control',
    detail: `${path} is none of ${known.join(', ')}.`,
  }
}
