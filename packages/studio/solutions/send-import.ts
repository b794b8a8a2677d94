import { type ProblemDocument, RequestError } from '../app/request.ts'

/** How far it is: sent, from 0 to 1, then read by the server, of which nobody knows how long it takes. */
export type ImportStage = { readonly kind: 'sending'; readonly done: number } | { readonly kind: 'reading' }

const offline: ProblemDocument = {
  title: 'Not connected',
  status: 0,
  code: 'offline',
  detail: 'The server could not be reached, so nothing was taken in. Try again when you are connected.',
}

/**
 * Sends a file for the server to take in. With XMLHttpRequest, which alone tells how much has been sent.
 *
 * @param path where to, below `/studio/api`
 * @throws RequestError when the server refuses it, or cannot be reached; an AbortError when it was called off
 */
export function sendImport<Answer>(
  path: string,
  content: Blob,
  options: { readonly csrf: string; readonly signal: AbortSignal; readonly onStage: (stage: ImportStage) => void },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/studio/api${path}`)
    request.setRequestHeader('content-type', content.type || 'application/octet-stream')
    request.setRequestHeader('x-parley-csrf', options.csrf)
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) =>
      options.onStage({ kind: 'sending', done: total === 0 ? 0 : loaded / total })
    request.upload.onload = () => options.onStage({ kind: 'reading' })
    request.onload = () => {
      const answer: unknown = request.response
      if (request.status >= 200 && request.status < 300) resolve(answer as Answer)
      else reject(new RequestError((answer ?? { ...offline, status: request.status }) as ProblemDocument))
    }
    request.onerror = () => reject(new RequestError(offline))
    request.onabort = () => reject(options.signal.reason)
    options.signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(content)
  })
}
