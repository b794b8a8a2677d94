import type { JSX } from 'preact'

const lines = {
  chat: 'M5 5.5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-6.2L8 21v-3.5H5a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2zM8 10h8M8 13.5h5',
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M12 5v13M6 12.5l6 6 6-6',
  fold: 'M5.5 9l6.5 6.5L18.5 9',
  menu: 'M4 7h16M4 12h16M4 17h16',
  restart: 'M4.5 12a7.5 7.5 0 1 0 2.4-5.5M4.5 4v4h4',
  send: 'M4 12h14M12 5l7 7-7 7',
  file: 'M7 3.5h7l4.5 4.5v12.5H7zM14 3.5V8h4.5',
  out: 'M9 6H6v12h12v-3M13 5h6v6M19 5l-9 9',
  place: 'M12 21s7-6.2 7-11a7 7 0 0 0-14 0c0 4.8 7 11 7 11zM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l4.5 4.5',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  wrong: 'M12 7.5v5.5M12 16.2v.3M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 6.5 0 0 1 15 0',
  up: 'M12 17V5M6.5 10L12 4.5l5.5 5.5M5 20h14',
  back: 'M15 5l-7 7 7 7',
  on: 'M9 5l7 7-7 7',
  star: 'M12 3.5l2.6 5.6 6.1.7-4.5 4.2 1.2 6-5.4-3-5.4 3 1.2-6-4.5-4.2 6.1-.7z',
  heart: 'M12 20S3.5 15 3.5 9.3A4.6 4.6 0 0 1 12 7a4.6 4.6 0 0 1 8.5 2.3C20.5 15 12 20 12 20z',
  thumb:
    'M7.5 20.5V10.5l4-7.5c1.7 0 2.7 1.2 2.3 2.9L13 9.5h5.3a2 2 0 0 1 2 2.4l-1.3 6.9a2 2 0 0 1-2 1.7zM7.5 10.5H4v10h3.5',
} as const

export type IconName = keyof typeof lines

/** A symbol beside words, or beside a name for a screen reader; it says nothing by itself. */
export function Icon({ name, size = 22 }: { readonly name: IconName; readonly size?: number }): JSX.Element {
  return (
    <svg
      class={`icon icon-${name}`}
      viewBox="0 0 24 24"
      width={size}
      height={size}
      aria-hidden="true"
      focusable="false"
    >
      <path d={lines[name]} />
    </svg>
  )
}

/** A face, from sad (0) to glad (1). */
export function Face({ mood, size = 22 }: { readonly mood: number; readonly size?: number }): JSX.Element {
  const curve = (mood * 2 - 1) * 4.4
  const mouth = `M8 ${15.6 - curve / 2}q4 ${curve} 8 0`
  return (
    <svg class="icon face" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false">
      <path d={`M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9 9.5v.3M15 9.5v.3${mouth}`} />
    </svg>
  )
}
