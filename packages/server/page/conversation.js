// The page's side of the conversation protocol: start or resume, send, listen, reconnect. It knows nothing of the screen.
//
// C1. Every message that is sent has an id of its own and keeps it when it is sent again: it counts once.
// C2. The cursor moves only along the stream or the transcript, never by the answer to a message, so no message between two
//     known ones can be missed; what arrives twice is told apart by `seq`.
// C3. While there is no stream, the transcript is read before each attempt to get one back.

const retryMs = [500, 1000, 2000, 4000, 8000, 15000]

/** A refusal of the server, as problem JSON. */
export class ProblemError extends Error {
  constructor(problem) {
    super(problem.detail)
    this.code = problem.code
    this.status = problem.status
  }
}

function readJson(text) {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

/**
 * @param {{
 *   base: string, start: object, storage: { getItem(key: string): string | null, setItem(key: string, value: string): void, removeItem(key: string): void },
 *   onMessage(message: object): void, onStatus(status: string): void, onTyping(on: boolean): void,
 *   onMenu(menu: { id: string, label: string }[]): void,
 *   onConnection(state: 'connecting' | 'open' | 'lost'): void, onGone(error: ProblemError): void,
 * }} options `start` is the body of POST /v1/conversations.
 */
export function createConversation(options) {
  const { base, storage } = options
  // Another link may show another draft: its conversation is another one.
  const draft = options.start.preview === undefined ? '' : `:${options.start.preview}`
  const language = options.start.language === undefined ? '' : `:${options.start.language}`
  const key = `parley:${options.start.solution}:${options.start.contact?.external_id ?? ''}${draft}${language}`
  const known = new Set()
  let session = null
  let cursor = ''
  let socket = null
  let timer = null
  let attempts = 0
  let closed = false

  async function request(method, path, body) {
    const headers = {
      ...(session && { authorization: `Bearer ${session.token}` }),
      ...(body && { 'content-type': 'application/json' }),
    }
    const response = await fetch(new URL(path, base), { method, headers, ...(body && { body: JSON.stringify(body) }) })
    const json = await response.json().catch(() => ({}))
    if (!response.ok)
      throw new ProblemError({
        status: response.status,
        code: 'unknown',
        detail: 'The server gave no answer.',
        ...json,
      })
    return json
  }

  const path = (rest) => `/v1/conversations/${session.id}/${rest}`

  function take(messages) {
    for (const message of messages) {
      if (known.has(message.seq)) continue // C2
      known.add(message.seq)
      options.onMessage(message)
    }
  }

  async function readTranscript() {
    const answer = await request('GET', path(`messages?after=${encodeURIComponent(cursor)}`))
    if (closed) return
    take(answer.messages)
    cursor = answer.cursor
    options.onMenu(answer.menu ?? [])
    options.onStatus(answer.status)
  }

  /** The person is back: the conversation may have something to say to that. That it cannot be told is no trouble. */
  async function tellReturn() {
    const events = [{ type: 'returned' }]
    await request('POST', path('events'), { events }).catch(() => {})
  }

  /** Resumes the conversation of this tab, or starts one. Rejects with a ProblemError or the browser's network error. */
  async function open() {
    options.onConnection('connecting')
    const saved = storage.getItem(key)
    if (saved !== null) {
      try {
        session = JSON.parse(saved)
        await readTranscript()
        connect()
        void tellReturn()
        return
      } catch (error) {
        session = null
        if (!(error instanceof ProblemError) || ![401, 403, 404].includes(error.status)) throw error
        storage.removeItem(key)
      }
    }
    const started = await request('POST', '/v1/conversations', options.start)
    if (closed) return
    session = { id: started.conversation.id, token: started.token }
    storage.setItem(key, JSON.stringify(session))
    take(started.messages)
    cursor = started.cursor
    options.onMenu(started.menu ?? [])
    options.onStatus(started.conversation.status)
    connect()
  }

  function connect() {
    if (closed) return
    const url = new URL(path(`stream?after=${encodeURIComponent(cursor)}`), base)
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
    socket = new WebSocket(url, ['bearer', session.token])
    socket.addEventListener('open', () => {
      attempts = 0
      options.onConnection('open')
    })
    socket.addEventListener('message', (event) => receive(JSON.parse(event.data)))
    socket.addEventListener('close', retryLater)
  }

  function receive(frame) {
    if (closed) return
    if (frame.type === 'message') {
      take([frame.message])
      cursor = frame.cursor
    } else if (frame.type === 'status') options.onStatus(frame.status)
    else if (frame.type === 'menu') options.onMenu(frame.menu)
    else if (frame.type === 'typing') options.onTyping(frame.on)
  }

  function retryLater() {
    socket = null
    if (closed || timer !== null) return
    options.onTyping(false)
    if (attempts > 0) options.onConnection('lost')
    const pause = retryMs[Math.min(attempts, retryMs.length - 1)]
    attempts += 1
    // Spread over a span, so that a restarted server does not meet all its visitors at once.
    timer = setTimeout(retry, pause * (0.5 + Math.random() / 2))
  }

  async function retry() {
    timer = null
    try {
      await readTranscript() // C3
      connect()
    } catch (error) {
      if (closed) return
      if (error instanceof ProblemError && [401, 403, 404].includes(error.status)) {
        forget()
        options.onGone(error)
      } else retryLater()
    }
  }

  /**
   * Sends `{ text }` or `{ choice }` under an id. Resolves when the server has it; the bot's answers come through `onMessage`.
   * @param {object} said @param {string} id C1
   */
  async function send(said, id) {
    // With a stream the answer comes there; without one, the request waits for it.
    const wait = socket?.readyState === WebSocket.OPEN ? 0 : 10
    const answer = await request('POST', path(`messages?wait=${wait}`), { ...said, client_message_id: id })
    if (closed) return
    take(answer.messages)
    if (wait > 0) options.onStatus(answer.status)
  }

  /**
   * Gives the conversation a file, which a message can then answer with. XMLHttpRequest, since `fetch` tells no progress.
   * @param {File} file @param {(share: number) => void} onProgress
   */
  function upload(file, onProgress) {
    const { promise, resolve, reject } = Promise.withResolvers()
    const request = new XMLHttpRequest()
    request.open('POST', new URL(path(`files?name=${encodeURIComponent(file.name)}`), base))
    request.setRequestHeader('authorization', `Bearer ${session.token}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0))
    request.addEventListener('load', () => {
      const answer = readJson(request.responseText)
      if (request.status === 201) resolve(answer.file)
      else reject(new ProblemError({ status: request.status, detail: 'The file was refused.', ...answer }))
    })
    request.addEventListener('error', () => reject(new Error('The file could not be sent.')))
    request.send(file)
    return promise
  }

  /** Tries at once to get the stream back: the network has returned, or the page is looked at again. */
  function wake() {
    if (timer === null) return
    clearTimeout(timer)
    void retry()
  }

  /** The next `open` starts a new conversation. */
  function forget() {
    storage.removeItem(key)
    close()
  }

  function close() {
    closed = true
    clearTimeout(timer)
    socket?.close()
  }

  return { open, send, upload, wake, forget, close }
}
