/** What a question does with words that say more, or something else, than what it asks. */
import { defineWords } from '../../app/words.ts'
import { FieldProblems } from '../../fields/field-problems.tsx'
import styles from '../../fields/fields.module.css'
import { FieldBox, Section, useField, useForm } from '../../fields/form.tsx'
import { FlagSetting, LiquidSetting } from '../../fields/settings.tsx'
import { useFlow } from '../../source/hooks.ts'
import type { JsonObject } from '../../source/json.ts'
import { Checkbox, Select } from '../../ui/index.ts'
import { FlowForm } from '../node-form.tsx'
import { naturalTypes } from './entities.ts'
import { EntitySetting } from './entity-setting.tsx'
import { entityLabel, useEntityWords } from './entity-words.ts'

const useWords = defineWords({
  en: {
    title: 'When people say more, or something else',
    hint: '“I’m Ada and live in Seoul” answers two questions at once.',
    own: (variable: string) => `What fills ${variable}`,
    fills: 'Words here also fill',
    fillsHow: {
      all: 'Every variable that says what fills it',
      some: 'Only these',
      none: 'Nothing else',
    },
    noFill: 'nothing fills it yet: choose so under Variables',
    noVariables: 'The flow has no other variables yet.',
    understood: 'Say when they filled something',
    understoodHint: 'Empty: what the flow says then.',
    understoodPlaceholder: 'Noted.',
    known: 'Pass the question over',
    knownHow: {
      said: 'Where people said the answer before they were asked',
      always: 'Whenever the answer is known',
      never: 'Never: always ask',
    },
    understands: 'Words here may mean something else',
    understandsHint:
      'Questions of theirs, corrections and small talk, as the flow is set. Off: everything is an answer.',
  },
  ko: {
    title: '더 말하거나 다른 말을 할 때',
    hint: '“저는 민수이고 서울에 살아요”는 두 질문에 한 번에 답합니다.',
    own: (variable: string) => `${variable} 변수를 채우는 것`,
    fills: '여기서 한 말로 함께 채울 변수',
    fillsHow: {
      all: '무엇으로 채울지 정해진 모든 변수',
      some: '이 변수만',
      none: '채우지 않음',
    },
    noFill: '아직 채우는 것이 없습니다. 변수 탭에서 고르세요',
    noVariables: '플로에 아직 다른 변수가 없습니다.',
    understood: '무언가를 채웠을 때 할 말',
    understoodHint: '비우면 플로에서 정한 말을 합니다.',
    understoodPlaceholder: '알겠습니다.',
    known: '질문 건너뛰기',
    knownHow: {
      said: '묻기 전에 이미 말했으면',
      always: '답을 알고 있으면 언제나',
      never: '건너뛰지 않고 언제나 묻기',
    },
    understands: '여기서 한 말이 다른 뜻일 수 있음',
    understandsHint: '플로에서 정한 대로 되묻기, 고치기, 가벼운 대화를 알아듣습니다. 끄면 모든 말이 답입니다.',
  },
})

export function FreeWords() {
  const words = useWords()
  const { flow } = useForm()
  const file = useFlow(flow)
  const { value: variable } = useField(['variable'])
  const members = ['fills', 'understood', 'skip_known', 'understands'] as const
  const { value: node } = useForm()
  const isSet = members.some((member) => node[member] !== undefined)
  const declared = typeof variable === 'string' ? file?.variables?.[variable] : undefined
  return (
    <Section title={words.title} hint={words.hint} open={isSet || declared?.entity !== undefined}>
      {file === undefined || declared === undefined || typeof variable !== 'string' ? null : (
        <FlowForm flow={flow} file={file}>
          <fieldset className={styles.card} aria-label={words.own(variable)}>
            <span className={styles.label}>{words.own(variable)}</span>
            <EntitySetting path={['variables', variable]} />
          </fieldset>
        </FlowForm>
      )}
      <FillsSetting own={typeof variable === 'string' ? variable : ''} />
      <LiquidSetting
        path={['understood']}
        label={words.understood}
        hint={words.understoodHint}
        placeholder={words.understoodPlaceholder}
        optional
        multiline
        formatted
      />
      <SkipSetting />
      <FlagSetting path={['understands']} label={words.understands} hint={words.understandsHint} usual />
    </Section>
  )
}

type Fills = 'all' | 'some' | 'none'

/** Which variables words here fill besides the question's own. */
function FillsSetting({ own }: { readonly own: string }) {
  const words = useWords()
  const entityWords = useEntityWords()
  const { flow } = useForm()
  const field = useField(['fills'])
  const variables = Object.entries(useFlow(flow)?.variables ?? {}).filter(([name]) => name !== own)
  const listed = Array.isArray(field.value) ? field.value.map(String) : null
  const how: Fills = listed === null ? 'all' : listed.length === 0 ? 'none' : 'some'
  const fillable = variables.filter(([, each]) => filledBy(each) !== null).map(([name]) => name)
  const set = (to: Fills) => {
    if (to !== how) field.set(to === 'all' ? undefined : to === 'none' ? [] : fillable.slice(0, 100))
  }
  // A name that is declared nowhere is shown, so that it can be taken out.
  const names = [...variables.map(([name]) => name), ...(listed ?? []).filter((name) => !isDeclared(variables, name))]
  return (
    <FieldBox field={field}>
      <Select
        label={words.fills}
        value={how}
        disabled={field.readOnly}
        options={(['all', 'some', 'none'] as const)
          .filter((value) => value !== 'some' || fillable.length > 0 || how === 'some')
          .map((value) => ({ value, label: words.fillsHow[value] }))}
        onChange={set}
      />
      {variables.length === 0 ? <span className={styles.hint}>{words.noVariables}</span> : null}
      {listed === null || how === 'none' ? null : (
        <ul className={styles.list} aria-label={words.fills}>
          {names.map((name) => {
            const by = filledBy(variables.find(([each]) => each === name)?.[1])
            return (
              <li key={name}>
                <Checkbox
                  label={
                    <span>
                      <code>{name}</code>{' '}
                      <span className={styles.hint}>{by === null ? words.noFill : entityLabel(entityWords, by)}</span>
                    </span>
                  }
                  checked={listed.includes(name)}
                  disabled={field.readOnly || (by === null && !listed.includes(name))}
                  onChange={(checked) =>
                    field.set(checked ? [...listed, name] : listed.filter((each) => each !== name))
                  }
                />
              </li>
            )
          })}
        </ul>
      )}
      <FillProblems count={listed?.length ?? 0} />
    </FieldBox>
  )
}

/** Problems of single items stand below the list. */
function FillProblems({ count }: { readonly count: number }) {
  return Array.from({ length: Math.min(count, 100) }, (_, index) => <FillProblem key={index} index={index} />)
}

function FillProblem({ index }: { readonly index: number }) {
  const field = useField(['fills', index])
  return field.problems.length === 0 ? null : (
    <div data-field={field.name}>
      <FieldProblems problems={field.problems} />
    </div>
  )
}

const isDeclared = (variables: readonly (readonly [string, unknown])[], name: string): boolean =>
  variables.some(([each]) => each === name)

/** The entity that fills a variable where a question names it; `null`: none. */
function filledBy(variable: JsonObject | undefined): string | null {
  if (typeof variable?.entity === 'string') return variable.entity
  const type = String(variable?.type)
  return naturalTypes.includes(type) ? type : null
}

type Skip = 'said' | 'always' | 'never'

/** When the question is passed over. */
function SkipSetting() {
  const words = useWords()
  const field = useField(['skip_known'])
  const value: Skip = field.value === true ? 'always' : field.value === false ? 'never' : 'said'
  return (
    <FieldBox field={field}>
      <Select
        label={words.known}
        value={value}
        disabled={field.readOnly}
        options={(['said', 'always', 'never'] as const).map((each) => ({ value: each, label: words.knownHow[each] }))}
        onChange={(to) => {
          if (to !== value) field.set(to === 'said' ? undefined : to === 'always')
        }}
      />
      <FieldProblems problems={field.problems} />
    </FieldBox>
  )
}
