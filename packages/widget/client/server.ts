import type {
  Answer,
  ConsentRequest,
  EventsRequest,
  IdentifyRequest,
  Message,
  SayRequest,
  Started,
  StartRequest,
  TokenGiven,
  Uploaded,
  UploadedFile,
} from '../protocol.ts'
import { readJson, refusalOf } from './refusal.ts'
import type { Surroundings, UploadRequest } from './surroundings.ts'

/** The conversation protocol, call by call. All reject with a `Refusal`, or with the browser's error when no answer came. */
export interface Server {
  start(request: StartRequest): Promise<Started>
  transcript(id: string, token: string, after: string): Promise<Answer>
  /** Resolves when the server has it; `waitSeconds` is how long it may wait for what the bot answers. */
  say(id: string, token: string, message: SayRequest, waitSeconds: number): Promise<Answer>
  tell(id: string, token: string, events: EventsRequest['events']): Promise<void>
  renew(id: string, token: string | null, visitor: string): Promise<TokenGiven>
  identify(request: IdentifyRequest): Promise<void>
  consent(request: ConsentRequest): Promise<void>
  upload(id: string, token: string, file: File, options: UploadOptions): Promise<UploadedFile>
  streamUrl(id: string, after: string): string
  /** A message with whole addresses: files of people have paths of the server, and the page is somebody else's. */
  located(message: Message): Message
}

type UploadOptions = Pick<UploadRequest, 'onProgress' | 'signal'>

/** @param base address of the server with the slash at its end, `https://chat.example.com/` */
export function createServer(base: string, around: Pick<Surroundings, 'fetch' | 'upload'>): Server {
  const addressOf = (path: string): string => new URL(`v1/${path}`, base).href
  const pathOf = (id: string, rest: string): string => `conversations/${encodeURIComponent(id)}/${rest}`

  const wholeAddress = (url: string): string => (URL.canParse(url, base) ? new URL(url, base).href : url)

  async function ask<T>(path: string, token: string | null, body?: unknown): Promise<T> {
    const response = await around.fetch(addressOf(path), {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // Who the visitor is to the brand's other services is none of our business.
      credentials: 'omit',
    })
    const text = await response.text()
    if (!response.ok) throw refusalOf(response.status, text, response.headers.get('retry-after'))
    const read = readJson(text)
    if (read === undefined && response.status !== 204) throw refusalOf(response.status, text)
    return read as T
  }

  return {
    start: (request) => ask('conversations', null, request),
    transcript: (id, token, after) => ask(pathOf(id, `messages?after=${encodeURIComponent(after)}`), token),
    say: (id, token, message, waitSeconds) => ask(pathOf(id, `messages?wait=${waitSeconds}`), token, message),
    tell: (id, token, events) => ask(pathOf(id, 'events'), token, { events }),
    renew: (id, token, visitor) => ask(pathOf(id, 'token'), token, { visitor }),
    identify: (request) => ask('identify', null, request),
    consent: (request) => ask('consent', null, request),
    async upload(id, token, file, options) {
      const { status, text } = await around.upload({
        ...options,
        url: addressOf(pathOf(id, `files?name=${encodeURIComponent(file.name)}`)),
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
        body: file,
      })
      const read = readJson(text) as Uploaded | undefined
      if (status !== 201 || read === undefined) throw refusalOf(status, text)
      return { ...read.file, url: wholeAddress(read.file.url) }
    },
    located(message) {
      const { file } = message
      return file === undefined ? message : { ...message, file: { ...file, url: wholeAddress(file.url) } }
    },
    streamUrl(id, after) {
      const url = new URL(addressOf(pathOf(id, `stream?after=${encodeURIComponent(after)}`)))
      url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
      return url.href
    },
  }
}
