import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { queries, useMe } from '../app/api.ts'
import { request } from '../app/request.ts'
import { defineWords } from '../app/words.ts'
import { forgetCopies, type Unsaved, unsavedHere } from '../source/kept.ts'
import { Button, Dialog, DialogActions, toast } from '../ui/index.ts'

const useWords = defineWords({
  en: {
    title: 'Some changes have not reached the server',
    kept: (solutions: string) =>
      `Changes in ${solutions} are in this browser alone. Stay until the header says “Saved”, or sign out: they stay here, and are stored when you sign in again in this browser and open the solution. Until then whoever uses this computer might read them.`,
    lost: (solutions: string) =>
      `Changes in ${solutions} are on this page alone, because this browser keeps nothing. Stay until the header says “Saved”: when you sign out, they are lost.`,
    stay: 'Stay signed in',
    go: 'Sign out, keep them here',
    lose: 'Sign out and lose them',
    saved: 'Everything is on the server now.',
    signOut: 'Sign out',
    failed: 'You are still signed in: the server could not be reached. Try again when you are connected.',
  },
  ko: {
    title: '아직 서버에 저장되지 않은 변경이 있습니다',
    kept: (solutions: string) =>
      `${solutions}의 변경 내용이 이 브라우저에만 있습니다. 위쪽에 “저장됨”이 표시될 때까지 기다리거나 로그아웃하세요. 로그아웃하면 변경 내용은 여기에 남고, 이 브라우저에서 다시 로그인해 솔루션을 열면 저장됩니다. 그때까지 이 컴퓨터를 쓰는 사람이 읽을 수도 있습니다.`,
    lost: (solutions: string) =>
      `${solutions}의 변경 내용이 이 페이지에만 있습니다. 이 브라우저에는 아무것도 보관되지 않기 때문입니다. 위쪽에 “저장됨”이 표시될 때까지 기다리세요. 로그아웃하면 사라집니다.`,
    stay: '로그인 유지',
    go: '여기에 남기고 로그아웃',
    lose: '변경을 버리고 로그아웃',
    saved: '이제 모두 서버에 저장되었습니다.',
    signOut: '로그아웃',
    failed: '아직 로그인되어 있습니다. 서버에 연결할 수 없습니다. 연결되면 다시 시도하세요.',
  },
})

/** Pages of this browser tell each other here that somebody signed out; whoever says so does not hear it. */
let line: BroadcastChannel | undefined
/** Edits on their way reach the server meanwhile, milliseconds. */
const lookMs = 300

/**
 * Signs out, and takes what this browser keeps of solutions with it. What no server has is asked about first, and stays.
 *
 * @returns how to ask, and the dialog that stands in the page
 */
export function useSignOut(): { readonly signOut: () => void; readonly dialog: ReactNode } {
  const words = useWords()
  const { data: me } = useMe()
  const navigate = useNavigate()
  const [isAsked, setAsked] = useState(false)

  async function leave(): Promise<void> {
    setAsked(false)
    try {
      await request('/sign-out', { method: 'POST' })
    } catch {
      toast(words.failed, 'bad')
      return
    }
    line?.postMessage('signed-out')
    queries.clear()
    // The page closes its copy first.
    await navigate('/sign-in')
    await forgetCopies((account) => account === me?.id)
  }

  const isMine = ({ account }: Unsaved): boolean => account === me?.id
  return {
    signOut: () => (unsavedHere().some(isMine) ? setAsked(true) : void leave()),
    dialog: isAsked ? <Ask isMine={isMine} onStay={() => setAsked(false)} onGo={() => void leave()} /> : null,
  }
}

function Ask(props: {
  readonly isMine: (unsaved: Unsaved) => boolean
  readonly onStay: () => void
  readonly onGo: () => void
}) {
  const words = useWords()
  const { isMine, onStay, onGo } = props
  const [unsaved, setUnsaved] = useState(() => unsavedHere().filter(isMine))
  useEffect(() => {
    const timer = setInterval(() => setUnsaved(unsavedHere().filter(isMine)), lookMs)
    return () => clearInterval(timer)
  })
  const namesOf = (some: readonly Unsaved[]) => some.map(({ solution }) => solution).join(', ')
  const kept = unsaved.filter(({ isKept }) => isKept)
  const lost = unsaved.filter(({ isKept }) => !isKept)
  return (
    <Dialog title={words.title} open onClose={onStay}>
      {kept.length === 0 ? null : <p>{words.kept(namesOf(kept))}</p>}
      {lost.length === 0 ? null : <p>{words.lost(namesOf(lost))}</p>}
      {unsaved.length === 0 ? <p role="status">{words.saved}</p> : null}
      <DialogActions>
        <Button onPress={onGo}>
          {unsaved.length === 0 ? words.signOut : lost.length === 0 ? words.go : words.lose}
        </Button>
        <Button kind="primary" onPress={onStay} autoFocus>
          {words.stay}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

/**
 * Keeps a browser that several people use apart: copies of others go, but those with edits that no server has; and a page whose person
 * signed out, or is somebody else by now, begins anew.
 */
export function useOnePerson(account: string | undefined): void {
  const first = useRef(account)
  useEffect(() => {
    const own = new BroadcastChannel('parley.studio')
    own.onmessage = () => window.location.replace('/studio/sign-in')
    line = own
    return () => own.close()
  }, [])
  useEffect(() => {
    if (account === undefined) return
    if (first.current !== undefined && first.current !== account) return window.location.reload()
    first.current = account
    void forgetCopies((each) => each !== account)
  }, [account])
}
