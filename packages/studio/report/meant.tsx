import { MessageCircleQuestion } from 'lucide-react'
import { useState } from 'react'
import type { InboxCorrection } from '../api.ts'
import { queries, useMay } from '../app/api.ts'
import { request } from '../app/request.ts'
import { Button, Dialog, DialogActions, ErrorNotice, IconButton, Select, Tag, toast, Working } from '../ui/index.ts'
import { useLive } from '../understanding/use-live.ts'
import { useAddress } from './filter-bar.tsx'
import { useMeantWords } from './meant-words.ts'
import report from './report.module.css'
import { pathOf } from './use-report.ts'
import { useWords } from './words.ts'

interface Said {
  readonly solution: string
  readonly conversation: string
  /** BCP 47; `null`: not known. */
  readonly language: string | null
  readonly text: string
}

/** For whoever answers people: says what somebody's words meant. It is proposed in the inbox, and nothing else happens. */
export function Meant(said: Said) {
  const words = useMeantWords()
  const mayCorrect = useMay('hand-over:answer')
  const [isOpen, setOpen] = useState(false)
  const [told, setTold] = useState<string | null>(null)
  if (!mayCorrect) return null
  if (told !== null) return <Tag tone="good">{told}</Tag>
  return (
    <>
      <IconButton name={words.sayMeant} onPress={() => setOpen(true)}>
        <MessageCircleQuestion size={14} aria-hidden />
      </IconButton>
      <Dialog title={words.whatMeant} open={isOpen} onClose={() => setOpen(false)}>
        {isOpen ? <Choose said={said} onClose={() => setOpen(false)} onTold={setTold} /> : null}
      </Dialog>
    </>
  )
}

/** No name of an intent has a space. */
const none = ' '

function Choose(props: {
  readonly said: Said
  readonly onClose: () => void
  readonly onTold: (words: string) => void
}) {
  const words = useMeantWords()
  const { counting } = useWords()
  const { asked } = useAddress()
  const live = useLive(asked.environment)
  const [intent, setIntent] = useState<string | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [isWorking, setWorking] = useState(false)
  const { solution, conversation, language, text } = props.said

  async function tell(): Promise<void> {
    setWorking(true)
    setFailure(null)
    try {
      const meant = intent === null || intent === none ? {} : { intent }
      const body: InboxCorrection = { conversation, text, language: language ?? 'en', ...meant }
      await request(`${pathOf(solution)}/inbox`, { body })
      await queries.invalidateQueries({ queryKey: [solution, 'inbox'] })
      toast(words.meantTold, 'good')
      props.onTold(meant.intent ?? words.meantNone)
      props.onClose()
    } catch (error) {
      setFailure(error)
      setWorking(false)
    }
  }

  return (
    <>
      <blockquote>{text}</blockquote>
      {live.error === null ? null : <ErrorNotice error={live.error} />}
      {live.isPending ? <Working label={counting} /> : null}
      <Select
        label={words.itMeant}
        value={intent}
        placeholder={words.chooseIntent}
        options={[
          ...Object.keys(live.data?.intents ?? {}).map((value) => ({ value, label: value })),
          { value: none, label: words.meantNone },
        ]}
        onChange={setIntent}
      />
      <p className={report.hint}>{words.meantHint}</p>
      {failure === null ? null : <ErrorNotice error={failure} />}
      <DialogActions>
        <Button onPress={props.onClose}>{words.leaveIt}</Button>
        <Button kind="primary" isDisabled={intent === null || isWorking} onPress={() => void tell()}>
          {words.proposeIt}
        </Button>
      </DialogActions>
    </>
  )
}
