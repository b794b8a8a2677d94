import { FileUp, LayoutTemplate, MessageCircleQuestion } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { defineWords, useLanguage } from '../app/words.ts'
import { addNode } from '../canvas/edit.ts'
import type { FlowFile } from '../source/flow-file.ts'
import { useSource } from '../source/hooks.ts'
import { Button, Dialog, DialogActions, toast } from '../ui/index.ts'
import styles from './editor.module.css'
import { readFlowFile } from './read-flow-file.ts'
import { reveal } from './state.ts'
import { templatesIn } from './templates.ts'

const useWords = defineWords({
  en: {
    title: 'How should the conversation begin?',
    text: 'A flow is a conversation on paper: nodes say and ask things, lines say what comes next. Everything can be changed and undone later.',
    ask: 'Ask a question',
    askText: 'Start from nothing, with a first question.',
    template: 'From a template',
    templateText: 'A small conversation that works, to change into yours.',
    import: 'Import',
    importText: 'A flow file (.flow.json) from this computer.',
    choose: 'Choose a template',
    close: 'Close',
    more: 'Or press N on the canvas to add any node.',
    tooLarge: 'The file has more than 20 MB, which no flow has. Choose a .flow.json file.',
    notJson:
      'The file is no JSON. Choose a .flow.json file; a Pypestream CSV is imported on the page of all solutions.',
    noFlow: 'The file holds no flow: it has no “nodes”. Choose a .flow.json file.',
  },
  ko: {
    title: '대화를 어떻게 시작할까요?',
    text: '플로는 종이에 그린 대화입니다. 노드는 말하고 묻고, 선은 다음에 올 것을 알려 줍니다. 나중에 모두 바꾸고 되돌릴 수 있습니다.',
    ask: '질문하기',
    askText: '첫 질문 하나로 처음부터 시작합니다.',
    template: '템플릿에서',
    templateText: '바로 되는 작은 대화를 내 것으로 바꿉니다.',
    import: '가져오기',
    importText: '이 컴퓨터의 플로 파일(.flow.json).',
    choose: '템플릿 고르기',
    close: '닫기',
    more: '또는 캔버스에서 N을 눌러 노드를 추가하세요.',
    tooLarge: '파일이 20 MB를 넘습니다. .flow.json 파일을 고르세요.',
    notJson: 'JSON 파일이 아닙니다. .flow.json 파일을 고르세요. Pypestream CSV는 솔루션 목록에서 가져옵니다.',
    noFlow: '“nodes”가 없어 플로가 아닙니다. .flow.json 파일을 고르세요.',
  },
})

/** What an empty canvas says: three ways to begin. */
export function Begin({ flow }: { readonly flow: string }) {
  const words = useWords()
  const store = useSource()
  const [isChoosing, setChoosing] = useState(false)
  const file = useRef<HTMLInputElement>(null)
  const take = (given: FlowFile): void => store.editFlow(flow, (empty) => ({ ...empty, ...given }))
  function ask(): void {
    let id = ''
    store.editFlow(flow, (empty) => {
      const added = addNode(empty, 'ask', { x: 0, y: 0 })
      id = added.id
      return added.flow
    })
    reveal(flow, id, 'text')
  }
  async function read(chosen: File): Promise<void> {
    const flowFile = await readFlowFile(chosen)
    if (typeof flowFile === 'string') toast(words[flowFile], 'bad')
    else take(flowFile)
  }
  return (
    <div className={styles.begin}>
      <section className={styles.beginCard} aria-label={words.title}>
        <h2>{words.title}</h2>
        <p style={{ margin: 0 }}>{words.text}</p>
        <div className={styles.ways}>
          <Way icon={<MessageCircleQuestion aria-hidden />} title={words.ask} text={words.askText} onPick={ask} />
          <Way
            icon={<LayoutTemplate aria-hidden />}
            title={words.template}
            text={words.templateText}
            onPick={() => setChoosing(true)}
          />
          <Way
            icon={<FileUp aria-hidden />}
            title={words.import}
            text={words.importText}
            onPick={() => file.current?.click()}
          />
        </div>
        <input
          ref={file}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label={words.importText}
          onChange={(event) => {
            const [chosen] = event.target.files ?? []
            event.target.value = ''
            if (chosen !== undefined) void read(chosen)
          }}
        />
        <p style={{ margin: 0 }}>{words.more}</p>
      </section>
      {isChoosing ? <Templates onClose={() => setChoosing(false)} onPick={take} /> : null}
    </div>
  )
}

function Way(props: {
  readonly icon: ReactNode
  readonly title: string
  readonly text: string
  readonly onPick: () => void
}) {
  return (
    <button type="button" className={styles.way} onClick={props.onPick}>
      {props.icon}
      <strong>{props.title}</strong>
      <span>{props.text}</span>
    </button>
  )
}

function Templates({ onPick, onClose }: { readonly onPick: (flow: FlowFile) => void; readonly onClose: () => void }) {
  const words = useWords()
  const templates = templatesIn(useLanguage())
  return (
    <Dialog title={words.choose} open onClose={onClose} wide>
      <div className={styles.ways}>
        {templates.map(({ id, title, about, flow }) => (
          <Way
            key={id}
            icon={<LayoutTemplate aria-hidden />}
            title={title}
            text={about}
            onPick={() => {
              onClose()
              onPick(flow)
            }}
          />
        ))}
      </div>
      <DialogActions>
        <Button onPress={onClose}>{words.close}</Button>
      </DialogActions>
    </Dialog>
  )
}
