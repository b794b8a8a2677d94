import { defineWords } from '../../app/words.ts'
import { ConditionSetting } from '../../fields/condition-setting.tsx'
import styles from '../../fields/fields.module.css'
import { ListSetting } from '../../fields/list-setting.tsx'
import { freeName } from '../../variables/name.ts'
import { PortSetting } from './port-setting.tsx'

const useWords = defineWords({
  en: {
    label: 'Conditions',
    hint: 'Asked from top to bottom; the first that holds decides. When none does, it goes on by “Otherwise”.',
    add: 'Add a condition',
    when: 'If',
    port: 'then leave by',
  },
  ko: {
    label: '조건',
    hint: '위에서 아래로 확인하며 처음 충족된 조건이 결정합니다. 없으면 “그 밖에”로 나갑니다.',
    add: '조건 추가',
    when: '만약',
    port: '이면 나갈 출구',
  },
})

export function BranchForm() {
  const words = useWords()
  return (
    <ListSetting
      path={['cases']}
      label={words.label}
      hint={words.hint}
      add={words.add}
      most={100}
      fresh={(cases) => {
        const ports = cases.map((each) =>
          typeof each === 'object' && each !== null && 'port' in each ? each.port : '',
        )
        return { when: '', port: freeName('yes', (name) => ports.includes(name)) }
      }}
      nameOf={(item) => (typeof item === 'object' && item !== null && 'port' in item ? String(item.port) : '')}
    >
      {(path) => (
        <div className={styles.card}>
          <ConditionSetting path={[...path, 'when']} label={words.when} />
          <PortSetting path={[...path, 'port']} label={words.port} />
        </div>
      )}
    </ListSetting>
  )
}
