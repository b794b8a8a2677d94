import { onSignedIn, RequestError, request } from '../app/request.ts'
import { createKeep } from './keep.ts'
import { type Asked, DocumentProvider } from './provider.ts'
import { SourceStore } from './store.ts'

/** A solution that is open in this browser. */
export interface OpenDocument {
  readonly solution: string
  readonly provider: DocumentProvider
  readonly store: SourceStore
  close(): void
}

/**
 * @param account who has it open
 * @param onStranger the server says that it is somebody else by now
 */
export function openDocument(solution: string, account: string, onStranger: () => void): OpenDocument {
  const path = `/solutions/${encodeURIComponent(solution)}/document`
  const provider = new DocumentProvider({
    solution,
    account,
    onStranger,
    keep: createKeep(account, solution),
    connect: () => new WebSocket(`${location.origin.replace(/^http/, 'ws')}/studio/api${path}`),
    ask: () => ask(path),
  })
  const store = new SourceStore(provider.doc)
  const follow = () => {
    const { status, may } = provider.state
    store.readOnly = !may.edit || status === 'removed' || status === 'replaced'
    store.mayCode = may.code
  }
  const unfollow = provider.subscribe(follow)
  const back = () => provider.retry()
  const left = () => provider.lose()
  window.addEventListener('online', back)
  window.addEventListener('focus', back)
  window.addEventListener('offline', left)
  const unlisten = onSignedIn(back)
  return {
    solution,
    provider,
    store,
    close() {
      window.removeEventListener('online', back)
      window.removeEventListener('focus', back)
      window.removeEventListener('offline', left)
      unlisten()
      unfollow()
      store.close()
      provider.close()
    },
  }
}

async function ask(path: string): Promise<Asked> {
  try {
    return await request<{ readonly document: string }>(path)
  } catch (error) {
    if (error instanceof RequestError && error.problem.status > 0 && error.problem.status < 500)
      return { code: error.code }
    return null
  }
}
