import { Check, ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Checkbox as AriaCheckbox,
  Select as AriaSelect,
  TextField as AriaTextField,
  Button,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
  Text,
  TextArea,
} from 'react-aria-components'
import { join } from './join.ts'
import styles from './ui.module.css'

export interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly type?: 'text' | 'email' | 'password' | 'url' | 'search' | 'number'
  readonly placeholder?: string
  readonly required?: boolean
  readonly disabled?: boolean
  readonly autoComplete?: string
  readonly autoFocus?: boolean
  /** Several lines. */
  readonly area?: boolean
  /** The label is read out only. */
  readonly quiet?: boolean
  readonly name?: string
  readonly onBlur?: () => void
}

export function TextField(props: TextFieldProps) {
  const { label, value, onChange, hint, error, type = 'text', placeholder, required, disabled, area, quiet } = props
  const shared = {
    className: join(styles.input, area && styles.area),
    ...(placeholder === undefined ? {} : { placeholder }),
  }
  return (
    <AriaTextField
      className={styles.field ?? ''}
      value={value}
      onChange={onChange}
      type={type}
      isInvalid={error !== undefined}
      isRequired={required === true}
      isDisabled={disabled === true}
      validationBehavior="aria"
      autoFocus={props.autoFocus === true}
      {...(quiet === true ? { 'aria-label': label } : {})}
      {...(props.autoComplete === undefined ? {} : { autoComplete: props.autoComplete })}
      {...(props.name === undefined ? {} : { name: props.name })}
      {...(props.onBlur === undefined ? {} : { onBlur: props.onBlur })}
    >
      {quiet === true ? null : <Label className={styles.label}>{label}</Label>}
      {area === true ? <TextArea {...shared} /> : <Input {...shared} />}
      {hint === undefined ? null : (
        <Text slot="description" className={styles.hint}>
          {hint}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>{error ?? ''}</FieldError>
    </AriaTextField>
  )
}

export interface Option<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly hint?: string
}

export function Select<Value extends string>(props: {
  readonly label: string
  readonly value: Value | null
  readonly options: readonly Option<Value>[]
  readonly onChange: (value: Value) => void
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly placeholder?: string
  readonly disabled?: boolean
  readonly quiet?: boolean
}) {
  const { label, value, options, onChange, hint, error, quiet } = props
  return (
    <AriaSelect
      className={styles.field ?? ''}
      selectedKey={value}
      onSelectionChange={(key) => {
        const found = options.find((option) => option.value === key)
        if (found !== undefined) onChange(found.value)
      }}
      isInvalid={error !== undefined}
      isDisabled={props.disabled === true}
      {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
      {...(quiet === true ? { 'aria-label': label } : {})}
    >
      {quiet === true ? null : <Label className={styles.label}>{label}</Label>}
      <Button className={join(styles.input, styles.select)}>
        {/* What an option says besides its label is for choosing, not for showing what was chosen. */}
        <SelectValue>
          {({ isPlaceholder, defaultChildren, selectedText }) => (isPlaceholder ? defaultChildren : selectedText)}
        </SelectValue>
        <ChevronDown size={16} aria-hidden />
      </Button>
      {hint === undefined ? null : (
        <Text slot="description" className={styles.hint}>
          {hint}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>{error ?? ''}</FieldError>
      <Popover className={styles.popover ?? ''}>
        <ListBox items={options}>
          {(option) => (
            <ListBoxItem id={option.value} textValue={option.label} className={styles.option ?? ''}>
              <span>
                {option.label}
                {option.hint === undefined ? null : <div className={styles.hint}>{option.hint}</div>}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}

export function Checkbox(props: {
  readonly label: ReactNode
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly disabled?: boolean
}) {
  return (
    <AriaCheckbox
      className={styles.check ?? ''}
      isSelected={props.checked}
      onChange={props.onChange}
      isDisabled={props.disabled === true}
    >
      <span className={styles.box} aria-hidden>
        {props.checked ? <Check size={14} /> : null}
      </span>
      {props.label}
    </AriaCheckbox>
  )
}
