import { defineWords } from '../../app/words.ts'
import styles from '../../fields/fields.module.css'
import { Fields, useField } from '../../fields/form.tsx'
import { ListSetting } from '../../fields/list-setting.tsx'
import { NumberSetting, TextSetting } from '../../fields/settings.tsx'
import type { Json } from '../../source/json.ts'
import { freeName } from '../../variables/name.ts'
import { PortSetting } from './port-setting.tsx'

const useWords = defineWords({
  en: {
    label: 'Variants',
    hint: 'The same person always gets the same variant.',
    add: 'Add a variant',
    port: 'Name',
    weight: 'Share',
    percent: (share: number) => `${share.toFixed(1)} % of people`,
    name: 'Name of the experiment',
    nameHint: 'Experiments of one name give a person the same variant. Renaming draws everybody anew.',
  },
  ko: {
    label: '안',
    hint: '같은 사람은 항상 같은 안을 받습니다.',
    add: '안 추가',
    port: '이름',
    weight: '비중',
    percent: (share: number) => `사람들의 ${share.toFixed(1)}%`,
    name: '실험 이름',
    nameHint: '이름이 같은 실험은 한 사람에게 같은 안을 줍니다. 이름을 바꾸면 모두 다시 나뉩니다.',
  },
})

const weightOf = (variant: Json): number =>
  typeof variant === 'object' && variant !== null && 'weight' in variant && typeof variant.weight === 'number'
    ? variant.weight
    : 0

export function ExperimentForm() {
  const words = useWords()
  const { value } = useField(['variants'])
  const variants: readonly Json[] = Array.isArray(value) ? value : []
  const whole = variants.reduce<number>((sum, variant) => sum + weightOf(variant), 0)
  return (
    <Fields>
      <ListSetting
        path={['variants']}
        label={words.label}
        hint={words.hint}
        add={words.add}
        most={50}
        fresh={(items) => ({
          port: freeName('c', (name) => items.some((each) => (each as { port?: unknown }).port === name)),
          weight: 50,
        })}
      >
        {(path, index) => (
          <div className={styles.two}>
            <PortSetting path={[...path, 'port']} label={words.port} />
            <NumberSetting
              path={[...path, 'weight']}
              label={words.weight}
              hint={whole > 0 ? words.percent((weightOf(variants[index] ?? null) / whole) * 100) : undefined}
            />
          </div>
        )}
      </ListSetting>
      <TextSetting path={['name']} label={words.name} hint={words.nameHint} optional />
    </Fields>
  )
}
