import { Plus, Trash2 } from 'lucide-react'
import { defineWords, useLanguage } from '../../app/words.ts'
import { FieldProblems } from '../../fields/field-problems.tsx'
import styles from '../../fields/fields.module.css'
import { Fields, Section, useField } from '../../fields/form.tsx'
import { ListSetting } from '../../fields/list-setting.tsx'
import { ChoiceSetting, TextSetting } from '../../fields/settings.tsx'
import { VariableSetting } from '../../fields/variable-setting.tsx'
import type { JsonObject } from '../../source/json.ts'
import { Button, IconButton, TextField } from '../../ui/index.ts'

const useWords = defineWords({
  en: {
    zone: 'Time zone',
    open: 'Open',
    closed: 'closed',
    from: (day: string) => `${day}: from`,
    to: (day: string) => `${day}: to`,
    add: (day: string) => `${day}: add hours`,
    remove: (day: string) => `${day}: remove these hours`,
    copy: 'As on the day before',
    holidays: 'Holidays',
    holidaysHint: 'Days on which nothing opens.',
    holiday: 'Day',
    addHoliday: 'Add a holiday',
    more: 'When it opens next',
    opensAt: 'Keep the next opening in',
    opensAtHint: "A text variable; say it with {{ opens_at | date: '%A %H:%M' }}.",
  },
  ko: {
    zone: '시간대',
    open: '운영 시간',
    closed: '휴무',
    from: (day: string) => `${day}: 시작`,
    to: (day: string) => `${day}: 끝`,
    add: (day: string) => `${day}: 시간 추가`,
    remove: (day: string) => `${day}: 이 시간 삭제`,
    copy: '전날과 같게',
    holidays: '휴일',
    holidaysHint: '문을 열지 않는 날.',
    holiday: '날짜',
    addHoliday: '휴일 추가',
    more: '다음 여는 시각',
    opensAt: '다음 여는 시각을 저장할 변수',
    opensAtHint: "텍스트 변수. {{ opens_at | date: '%A %H:%M' }} 로 말할 수 있습니다.",
  },
})

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
/** A Monday. */
const monday = Date.UTC(2024, 0, 1)

function nameOfDay(index: number, language: string): string {
  return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(monday + index * 86_400_000)
}

export function HoursForm() {
  const words = useWords()
  const { value: opensAt } = useField(['opens_at'])
  const zones = Intl.supportedValuesOf('timeZone')
  return (
    <Fields>
      <ChoiceSetting
        path={['time_zone']}
        label={words.zone}
        options={['UTC', ...zones].map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
      />
      <div className={styles.fields}>
        <div className={styles.label}>{words.open}</div>
        {days.map((day, index) => (
          <DayHours key={day} day={day} index={index} />
        ))}
      </div>
      <ListSetting
        path={['holidays']}
        label={words.holidays}
        hint={words.holidaysHint}
        add={words.addHoliday}
        optional
        most={400}
        fresh={() => '2027-01-01'}
        nameOf={(item) => String(item)}
      >
        {(path) => <TextSetting path={path} label={words.holiday} placeholder="2026-12-25" quiet />}
      </ListSetting>
      <Section title={words.more} open={opensAt !== undefined}>
        <VariableSetting
          path={['opens_at']}
          label={words.opensAt}
          hint={words.opensAtHint}
          types={['text']}
          newName="opens_at"
          optional
        />
      </Section>
    </Fields>
  )
}

function DayHours({ day, index }: { readonly day: (typeof days)[number]; readonly index: number }) {
  const words = useWords()
  const name = nameOfDay(index, useLanguage())
  const field = useField(['open', day])
  const open = useField(['open'])
  const spans = (Array.isArray(field.value) ? field.value : []).map(String)
  const before = (open.value as JsonObject | undefined)?.[days[index - 1] ?? '']
  const put = (to: readonly string[]) => field.set(to.length === 0 ? undefined : to)
  return (
    <fieldset className={styles.day} data-field={field.name}>
      <legend>{name}</legend>
      {spans.length === 0 ? <span className={styles.hint}>{words.closed}</span> : null}
      {spans.map((span, at) => {
        const [from = '', to = ''] = span.split('-')
        return (
          <div key={at} className={styles.row}>
            <TextField
              label={words.from(name)}
              quiet
              value={from}
              placeholder="09:00"
              disabled={field.readOnly}
              onChange={(next) => field.type(spans.with(at, `${next}-${to}`))}
            />
            –
            <TextField
              label={words.to(name)}
              quiet
              value={to}
              placeholder="17:00"
              disabled={field.readOnly}
              onChange={(next) => field.type(spans.with(at, `${from}-${next}`))}
            />
            <IconButton
              name={words.remove(name)}
              isDisabled={field.readOnly}
              onPress={() => put(spans.toSpliced(at, 1))}
            >
              <Trash2 size={15} aria-hidden />
            </IconButton>
          </div>
        )
      })}
      <FieldProblems problems={field.problems} />
      <div className={styles.row}>
        <IconButton
          name={words.add(name)}
          isDisabled={field.readOnly}
          onPress={() => put([...spans, spans.length === 0 ? '09:00-17:00' : '18:00-20:00'])}
        >
          <Plus size={15} aria-hidden />
        </IconButton>
        {Array.isArray(before) && spans.length === 0 ? (
          <Button kind="quiet" isDisabled={field.readOnly} onPress={() => put(before.map(String))}>
            {words.copy}
          </Button>
        ) : null}
      </div>
    </fieldset>
  )
}
