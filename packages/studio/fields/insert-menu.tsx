import { Braces } from 'lucide-react'
import { useState } from 'react'
import {
  Autocomplete,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  SearchField,
  useFilter,
} from 'react-aria-components'
import { defineWords } from '../app/words.ts'
import { IconButton } from '../ui/index.ts'
import styles from './fields.module.css'
import type { NameGroup, ScopeName } from './scope.ts'

const useWords = defineWords({
  en: {
    insert: 'Insert a variable',
    search: 'Search',
    none: 'Nothing of this name.',
    groups: {
      more: 'What came back',
      variable: 'Variables',
      result: 'Results of earlier steps',
      contact: 'The person',
      profile: 'Braze profile',
      page: 'The page',
      conversation: 'The conversation',
    } satisfies { readonly [group in NameGroup]: string },
  },
  ko: {
    insert: '변수 넣기',
    search: '검색',
    none: '이 이름으로 된 것이 없습니다.',
    groups: {
      more: '돌아온 값',
      variable: '변수',
      result: '앞 단계의 결과',
      contact: '사람',
      profile: 'Braze 프로필',
      page: '페이지',
      conversation: '대화',
    } satisfies { readonly [group in NameGroup]: string },
  },
})

/** Puts a name in, for people who do not know how it is written. */
export function InsertMenu(props: {
  readonly scope: readonly ScopeName[]
  readonly onPick: (name: ScopeName) => void
  readonly label?: string
}) {
  const words = useWords()
  const [isOpen, setOpen] = useState(false)
  const { contains } = useFilter({ sensitivity: 'base' })
  const groups = Object.entries(Object.groupBy(props.scope, ({ group }) => group))
  function pick(name: ScopeName): void {
    setOpen(false)
    // The menu gives the focus back to its button when it has closed; the text is put in, and focused, after that.
    setTimeout(() => props.onPick(name), 50)
  }
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <IconButton name={props.label ?? words.insert}>
        <Braces size={16} aria-hidden />
      </IconButton>
      <Popover className={styles.menu ?? ''}>
        <Autocomplete filter={contains}>
          <SearchField aria-label={words.search} autoFocus className={styles.search ?? ''}>
            <Input placeholder={words.search} />
          </SearchField>
          <Menu
            aria-label={props.label ?? words.insert}
            className={styles.names ?? ''}
            renderEmptyState={() => <p className={styles.hint}>{words.none}</p>}
          >
            {groups.map(([group, names]) => (
              <MenuSection key={group} id={group}>
                <Header className={styles.group}>{words.groups[group as NameGroup]}</Header>
                {names.map((name) => (
                  <MenuItem
                    key={name.path}
                    id={`${group} ${name.path}`}
                    textValue={name.path}
                    className={styles.name ?? ''}
                    onAction={() => pick(name)}
                  >
                    <code>{name.path}</code> <span className={styles.hint}>{name.type}</span>
                  </MenuItem>
                ))}
              </MenuSection>
            ))}
          </Menu>
        </Autocomplete>
      </Popover>
    </MenuTrigger>
  )
}
