import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components'
import styles from './ui.module.css'

export interface TabEntry {
  readonly id: string
  readonly label: ReactNode
  readonly content: ReactNode
}

export function Tabs(props: {
  readonly label: string
  readonly tabs: readonly TabEntry[]
  readonly selected?: string
  readonly onSelect?: (id: string) => void
}) {
  return (
    <AriaTabs
      className={styles.tabs ?? ''}
      {...(props.selected === undefined ? {} : { selectedKey: props.selected })}
      onSelectionChange={(key) => props.onSelect?.(String(key))}
    >
      <TabList aria-label={props.label} className={styles.tabList ?? ''}>
        {props.tabs.map(({ id, label }) => (
          <Tab key={id} id={id} className={styles.tab ?? ''}>
            {label}
          </Tab>
        ))}
      </TabList>
      {props.tabs.map(({ id, content }) => (
        <TabPanel key={id} id={id}>
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
