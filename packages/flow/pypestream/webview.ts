import type { Asset } from './asset.ts'
import type { Bot } from './bot.ts'
import type { DialogueRow } from './row.ts'

interface Page {
  readonly url: string
  readonly label?: string
  readonly inline?: boolean
  readonly height?: number
}

/** A page as a node shows it. */
export function pageOf(row: DialogueRow, asset: Extract<Asset, { kind: 'page' }>, bot: Bot): Page {
  const label = asset.label === '' ? '' : bot.label(row, 'asset', asset.label)
  const height = Number(/[?&]height=(\d{2,4})(?:px)?(?=&|#|$)/.exec(asset.url)?.[1] ?? 0)
  return {
    url: bot.text(row, 'asset', asset.url, 'address'),
    ...(label === '' ? {} : { label }),
    ...(row.behaviors.includes('inline') ? { inline: true } : {}),
    ...(height >= 80 && height <= 2000 ? { height } : {}),
  }
}
