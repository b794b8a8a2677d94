import { defineWords } from '../app/words.ts'
import { Dialog } from '../ui/index.ts'
import styles from './canvas.module.css'

type Shortcut = readonly [keys: string, what: string]

const useWords = defineWords<{
  readonly title: string
  readonly groups: readonly (readonly [string, readonly Shortcut[]])[]
}>({
  en: {
    title: 'Shortcuts of the canvas',
    groups: [
      [
        'Move about',
        [
          ['← → ↑ ↓', 'To the node before, after, above, below'],
          ['Tab / Shift+Tab', 'To the next or previous node in the order of the flow'],
          ['Home', 'To the start'],
          ['Ctrl+F', 'Find in all flows'],
          ['F / Ctrl+0', 'Fit the flow'],
          ['+ / −', 'Zoom'],
          ['Esc', 'Leave the node; Tab then leaves the canvas'],
        ],
      ],
      [
        'Edit',
        [
          ['N or /', 'Add a node, joined to the selected one'],
          ['Enter', 'Edit the node; open a sub-flow'],
          ['I', 'Go to the settings of the node'],
          ['E', 'Exits: connect, disconnect, insert'],
          ['P', 'Look into a sub-flow'],
          ['S', 'Begin the flow here'],
          ['T', 'Try the conversation from this node'],
          ['Del', 'Remove'],
          ['Shift+Del', 'Remove and join what was before and after'],
          ['Ctrl+C / X / V', 'Copy, cut, paste: other flows and tabs too'],
          ['Ctrl+D', 'Duplicate'],
          ['Ctrl+Z / Ctrl+Shift+Z', 'Undo, redo'],
          ['Shift+F10', 'Menu of the node'],
        ],
      ],
      [
        'Select and arrange',
        [
          ['Space', 'Select or unselect the node'],
          ['Shift+drag', 'Select with a frame'],
          ['B', 'Select with a frame by dragging, with a finger too'],
          ['Ctrl+A', 'Select all'],
          ['Alt+arrows', 'Move what is selected; with Shift further'],
          ['Ctrl+arrows', 'Change the size of selected notes and groups'],
          ['Esc in a note', 'Select the note; Enter goes back to its words'],
          ['L / Shift+L', 'Arrange the flow, the selection'],
          ['Ctrl+G', 'Group the selection'],
          ['M', 'Add a note'],
        ],
      ],
    ],
  },
  ko: {
    title: '캔버스 단축키',
    groups: [
      [
        '옮겨 다니기',
        [
          ['← → ↑ ↓', '앞, 뒤, 위, 아래 노드로'],
          ['Tab / Shift+Tab', '플로 순서에서 다음 또는 이전 노드로'],
          ['Home', '시작으로'],
          ['Ctrl+F', '모든 플로에서 찾기'],
          ['F / Ctrl+0', '전체 보기'],
          ['+ / −', '확대와 축소'],
          ['Esc', '노드에서 나가기. 그다음 Tab은 캔버스를 나갑니다'],
        ],
      ],
      [
        '편집',
        [
          ['N 또는 /', '선택한 노드 뒤에 노드 추가'],
          ['Enter', '노드 편집, 하위 플로 열기'],
          ['I', '노드 설정으로 이동'],
          ['E', '출구: 잇기, 끊기, 끼워 넣기'],
          ['P', '하위 플로 안을 보기'],
          ['S', '여기서 플로 시작'],
          ['T', '이 노드부터 대화 시험'],
          ['Del', '삭제'],
          ['Shift+Del', '삭제하고 앞뒤 잇기'],
          ['Ctrl+C / X / V', '복사, 잘라내기, 붙여넣기'],
          ['Ctrl+D', '복제'],
          ['Ctrl+Z / Ctrl+Shift+Z', '실행 취소, 다시 실행'],
          ['Shift+F10', '노드 메뉴'],
        ],
      ],
      [
        '선택과 정렬',
        [
          ['Space', '노드 선택 또는 해제'],
          ['Shift+끌기', '틀로 선택'],
          ['B', '끌어서 틀로 선택. 손가락으로도 됩니다'],
          ['Ctrl+A', '모두 선택'],
          ['Alt+화살표', '선택한 것 옮기기. Shift와 함께 더 멀리'],
          ['Ctrl+화살표', '선택한 메모와 묶음의 크기 바꾸기'],
          ['메모에서 Esc', '메모 선택. Enter로 다시 글 쓰기'],
          ['L / Shift+L', '플로, 선택한 것 정렬'],
          ['Ctrl+G', '선택한 것 묶기'],
          ['M', '메모 추가'],
        ],
      ],
    ],
  },
})

export function Shortcuts({ onClose }: { readonly onClose: () => void }) {
  const { title, groups } = useWords()
  return (
    <Dialog title={title} open onClose={onClose} wide>
      <div className={styles.shortcuts}>
        {groups.map(([heading, shortcuts]) => (
          <section key={heading}>
            <h3>{heading}</h3>
            <dl>
              {shortcuts.map(([keys, what]) => (
                <div key={keys}>
                  <dt>
                    <kbd>{keys}</kbd>
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
