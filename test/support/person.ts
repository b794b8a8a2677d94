import type { Answer, Message, ProblemDocument, Started, StartRequest } from '@parley/widget/protocol'

/** A person in a chat, over plain HTTP: arrives, says things, picks things, and reads what the bot answered. */
export interface Person {
  readonly conversation: string
  readonly token: string
  /** Everything the bot said so far, in order. */
  readonly heard: readonly string[]
  readonly status: string
  says(text: string, clientMessageId?: string): Promise<readonly string[]>
  /** Says it, and asks again under the same id for as long as the bot works on it. */
  waits(text: string): Promise<readonly string[]>
  picks(choice: string): Promise<readonly string[]>
  /** The whole transcript as the server has it. */
  transcript(): Promise<readonly Message[]>
}

/** An HTTP answer that is a problem document. */
export class Refused extends Error {
  readonly problem: ProblemDocument
  readonly retryAfter: string | null

  constructor(problem: ProblemDocument, retryAfter: string | null) {
    super(`${problem.status} ${problem.code}: ${problem.detail}`)
    this.problem = problem
    this.retryAfter = retryAfter
  }
}

/** Sends JSON and reads JSON; throws {@link Refused} for a problem document. */
export async function call<T>(
  url: string,
  options: { readonly body?: unknown; readonly token?: string } = {},
): Promise<T> {
  const response = await fetch(url, {
    method: options.body === undefined ? 'GET' : 'POST',
    headers: {
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  })
  const read = (await response.json()) as unknown
  if (!response.ok) throw new Refused(read as ProblemDocument, response.headers.get('retry-after'))
  return read as T
}

/** Begins a conversation. */
export async function arrive(server: string, request: Partial<StartRequest> = {}): Promise<Person> {
  const started = await call<Started>(`${server}/v1/conversations`, { body: { solution: 'braze-signup', ...request } })
  const { id } = started.conversation
  const path = `${server}/v1/conversations/${id}/messages`
  const heard = started.messages.map((message) => message.text ?? '')
  const state = { status: started.conversation.status as string }
  const send = async (body: object): Promise<readonly string[]> => {
    const answer = await call<Answer>(path, { body, token: started.token })
    const texts = answer.messages.map((message) => message.text ?? '')
    heard.push(...texts)
    state.status = answer.status
    return texts
  }
  return {
    conversation: id,
    token: started.token,
    heard,
    get status() {
      return state.status
    },
    says: (text, clientMessageId) =>
      send({ text, ...(clientMessageId === undefined ? {} : { client_message_id: clientMessageId }) }),
    async waits(text) {
      const body = { text, client_message_id: `waits-${heard.length}` }
      for (;;) {
        const answer = await call<Answer>(path, { body, token: started.token })
        state.status = answer.status
        if (answer.status === 'working') continue
        const texts = answer.messages.map((message) => message.text ?? '')
        heard.push(...texts)
        return texts
      }
    },
    picks: (choice) => send({ choice }),
    transcript: async () => (await call<Answer>(`${path}?after=0`, { token: started.token })).messages,
  }
}

/** Answers the six questions of the demo; the last answer is what the bot says to it. */
export async function signUp(person: Person, email: string): Promise<readonly string[]> {
  for (const answer of ['Ada', 'Lovelace', email, '3 May 1990', 'London']) await person.says(answer)
  return person.picks('macOS')
}
