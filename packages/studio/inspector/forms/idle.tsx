import { defineWords } from '../../app/words.ts'
import styles from '../../fields/fields.module.css'
import { useField } from '../../fields/form.tsx'
import { ListSetting } from '../../fields/list-setting.tsx'
import type { Path } from '../../fields/path.ts'
import { DurationSetting, LiquidSetting } from '../../fields/settings.tsx'
import type { JsonObject } from '../../source/json.ts'
import { Select } from '../../ui/index.ts'

const useWords = defineWords({
  en: {
    label: 'Silence',
    hintNode: 'Instead of what the flow does. Empty: as the flow.',
    hintFlow: 'Without rules a conversation is given up after 30 minutes of silence.',
    add: 'Add a rule',
    after: 'After a silence of',
    what: 'What happens',
    whats: { remind: 'Say something', abandon: 'Give the conversation up', port: 'Leave by the exit “No answer”' },
    remind: 'Say this',
    reminder: 'Are you still there?',
  },
  ko: {
    label: '무응답',
    hintNode: '플로의 규칙 대신 적용됩니다. 비워 두면 플로의 규칙을 따릅니다.',
    hintFlow: '규칙이 없으면 30분 동안 응답이 없을 때 대화를 중단합니다.',
    add: '규칙 추가',
    after: '응답이 없는 시간',
    what: '할 일',
    whats: { remind: '말 걸기', abandon: '대화 중단', port: '“답 없음” 출구로 나가기' },
    remind: '할 말',
    reminder: '아직 계신가요?',
  },
})

type What = 'remind' | 'abandon' | 'port'

/** What happens when the person stays silent. Leaving by a port is possible at a node only. */
export function IdleSetting({ inNode = false }: { readonly inNode?: boolean }) {
  const words = useWords()
  return (
    <ListSetting
      path={['idle']}
      label={words.label}
      hint={inNode ? words.hintNode : words.hintFlow}
      add={words.add}
      optional
      most={20}
      fresh={(rules) =>
        rules.length === 0 ? { after: '10m', remind: words.reminder } : { after: '20m', abandon: true }
      }
    >
      {(path) => <IdleRule path={path} inNode={inNode} />}
    </ListSetting>
  )
}

function IdleRule({ path, inNode }: { readonly path: Path; readonly inNode: boolean }) {
  const words = useWords()
  const field = useField(path)
  const rule = (field.value ?? {}) as JsonObject
  const what: What = rule.abandon === true ? 'abandon' : rule.port === undefined ? 'remind' : 'port'
  const options: readonly What[] = inNode ? ['remind', 'abandon', 'port'] : ['remind', 'abandon']
  const made: { readonly [what in What]: JsonObject } = {
    remind: { remind: words.reminder },
    abandon: { abandon: true },
    port: { port: 'idle' },
  }
  return (
    <div className={styles.card}>
      <DurationSetting path={[...path, 'after']} label={words.after} />
      <Select
        label={words.what}
        value={what}
        disabled={field.readOnly}
        options={options.map((value) => ({ value, label: words.whats[value] }))}
        onChange={(to) => {
          if (to !== what) field.set({ after: rule.after ?? '10m', ...made[to] })
        }}
      />
      {what === 'remind' ? <LiquidSetting path={[...path, 'remind']} label={words.remind} multiline formatted /> : null}
    </div>
  )
}
