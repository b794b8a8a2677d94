/**
 * What a `say` node can show besides words: its settings, and what they come to at one moment.
 *
 * FO1 an address that is none once it is rendered, or a place that is nowhere, leaves the words alone
 */
import { z } from 'zod'
import { cardParts, linkButtonSource } from '../answers/offer-source.ts'
import { compilePage, webViewShape } from '../answers/web-view.ts'
import type { Expression } from '../expression.ts'
import type { Card, Choice, Content, LinkButton } from '../message.ts'
import type { NodeBuild } from '../node-build.ts'
import type { Path } from '../path.ts'
import type { Scope } from '../scope.ts'
import type { Text } from '../template.ts'
import type { Value } from '../value.ts'
import { locationOf } from './location.ts'
import { addressSource, compileAddress, compileOptional, labelOf, labelSource } from './setting.ts'

const longestAlt = 500

const image = z.strictObject({
  type: z.literal('image').meta({ description: 'A picture.' }),
  url: addressSource.meta({ description: 'Liquid; https address.' }),
  alt: z
    .string()
    .max(longestAlt)
    .meta({ description: 'Liquid; what it shows, for who cannot see it. Empty: it only adorns.' }),
})
const video = z.strictObject({
  type: z.literal('video').meta({ description: 'A film.' }),
  url: addressSource.meta({ description: 'Liquid; https address of the film itself (MP4, WebM).' }),
  title: labelSource.meta({ description: 'Liquid.' }),
  poster: addressSource.optional().meta({ description: 'Liquid; https address of the picture shown before it plays.' }),
})
const file = z.strictObject({
  type: z.literal('file').meta({ description: 'A file to download.' }),
  url: addressSource.meta({ description: 'Liquid; https address.' }),
  name: labelSource.meta({ description: 'Liquid; name of the file.' }),
  media_type: z.string().max(100).optional().meta({ description: 'Media type, "application/pdf".' }),
  size: z.int().min(0).optional().meta({ description: 'Bytes.' }),
})
const link = z.strictObject({
  type: z.literal('link').meta({ description: 'A link, with room for a preview.' }),
  url: addressSource.meta({ description: 'Liquid; https address, "tel:" or "mailto:".' }),
  label: labelSource.meta({ description: 'Liquid; what is shown.' }),
})
const webView = z.strictObject({
  type: z.literal('web-view').meta({ description: 'A page shown beside or in the conversation.' }),
  ...webViewShape,
})
const degrees = (most: number) =>
  z
    .union([z.number().min(-most).max(most), z.string().min(1)])
    .meta({ description: 'Degrees (WGS 84): a number, or CEL.' })
const location = z.strictObject({
  type: z.literal('location').meta({ description: 'A place on the map.' }),
  latitude: degrees(90),
  longitude: degrees(180),
  name: labelSource.optional().meta({ description: 'Liquid.' }),
  address: z.string().min(1).max(500).optional().meta({ description: 'Liquid.' }),
})
const card = z.strictObject({
  ...cardParts,
  choices: z.array(linkButtonSource).max(6).optional().meta({ description: 'Buttons that open addresses.' }),
})
const carousel = z.strictObject({
  type: z.literal('carousel').meta({ description: 'Cards side by side, nothing to pick.' }),
  cards: z.array(card).min(1).max(20).meta({ description: 'In the order in which they are shown.' }),
})
const buttons = z.strictObject({
  type: z.literal('buttons').meta({ description: 'Buttons that open addresses.' }),
  choices: z.array(linkButtonSource).min(1).max(20).meta({ description: 'In the order in which they are shown.' }),
})

export const botContentSource = z.discriminatedUnion('type', [
  image,
  video,
  file,
  link,
  webView,
  location,
  carousel,
  buttons,
])
export type BotContentSource = z.infer<typeof botContentSource>

/** What is shown besides a text. */
export interface BotContent {
  /** Whether it uses a sensitive variable. */
  readonly sensitive: boolean
  /** `null` when only the text can be shown. FO1 */
  show(text: string, scope: Scope): Content | null
}

type Of<Type extends BotContentSource['type']> = Extract<BotContentSource, { type: Type }>

const kinds: {
  readonly [type in BotContentSource['type']]: (source: Of<type>, build: NodeBuild, path: Path) => BotContent
} = {
  image: compileImage,
  video: compileVideo,
  file: compileFile,
  link: compileLink,
  'web-view': (source, build, path) => {
    const page = compilePage(source, build, path)
    return {
      sensitive: page.sensitive,
      show(text, scope) {
        const web_view = page.show(scope)
        return web_view === null ? null : { kind: 'web-view', text, web_view }
      },
    }
  },
  location: compileLocation,
  carousel: compileCarousel,
  buttons: compileButtons,
}

export function compileBotContent(source: BotContentSource, build: NodeBuild, path: Path): BotContent {
  const compile = kinds[source.type] as (source: BotContentSource, build: NodeBuild, path: Path) => BotContent
  return compile(source, build, path)
}

function compileImage(source: Of<'image'>, build: NodeBuild, path: Path): BotContent {
  const address = compileAddress(source.url, build, [...path, 'url'])
  const alt = build.plain(source.alt, [...path, 'alt'])
  return {
    sensitive: address.sensitive || alt.sensitive,
    show(text, scope) {
      const url = address.render(scope)
      return url === null
        ? null
        : { kind: 'image', text, image: { url, alt: alt.render(scope).trim().slice(0, longestAlt) } }
    },
  }
}

function compileVideo(source: Of<'video'>, build: NodeBuild, path: Path): BotContent {
  const address = compileAddress(source.url, build, [...path, 'url'])
  const title = build.plain(source.title, [...path, 'title'])
  const still = source.poster === undefined ? null : compileAddress(source.poster, build, [...path, 'poster'])
  return {
    sensitive: [address, title, still].some((each) => each?.sensitive === true),
    show(text, scope) {
      const url = address.render(scope)
      const poster = still?.render(scope) ?? null
      if (url === null) return null
      const named = labelOf(title, scope) || nameIn(url)
      return { kind: 'video', text, video: { url, title: named, ...(poster === null ? {} : { poster }) } }
    },
  }
}

function compileFile(source: Of<'file'>, build: NodeBuild, path: Path): BotContent {
  const address = compileAddress(source.url, build, [...path, 'url'])
  const name = build.plain(source.name, [...path, 'name'])
  const { media_type: type, size } = source
  const more = { ...(type === undefined ? {} : { type }), ...(size === undefined ? {} : { size }) }
  return {
    sensitive: address.sensitive || name.sensitive,
    show(text, scope) {
      const url = address.render(scope)
      return url === null
        ? null
        : { kind: 'file', text, file: { url, name: labelOf(name, scope) || nameIn(url), ...more } }
    },
  }
}

function compileLink(source: Of<'link'>, build: NodeBuild, path: Path): BotContent {
  const button = compileButton(source, build, path)
  return {
    sensitive: button.sensitive,
    show(text, scope) {
      const shown = button.render(scope)
      return shown === null ? null : { kind: 'link', text, link: shown }
    },
  }
}

interface Button {
  readonly sensitive: boolean
  render(scope: Scope): LinkButton | null
}

function compileButton(source: { readonly url: string; readonly label: string }, build: NodeBuild, path: Path): Button {
  const address = compileAddress(source.url, build, [...path, 'url'], 'link')
  const label = build.plain(source.label, [...path, 'label'])
  return {
    sensitive: address.sensitive || label.sensitive,
    render(scope) {
      const url = address.render(scope)
      return url === null ? null : { label: labelOf(label, scope) || url, url }
    },
  }
}

function compileLocation(source: Of<'location'>, build: NodeBuild, path: Path): BotContent {
  const degree = (side: 'latitude' | 'longitude'): number | Expression => {
    const given = source[side]
    return typeof given === 'number' ? given : build.logic(given, [...path, side], 'number')
  }
  const latitude = degree('latitude')
  const longitude = degree('longitude')
  const name = compileOptional(source.name, build, [...path, 'name'])
  const address = compileOptional(source.address, build, [...path, 'address'])
  const at = (given: number | Expression, scope: Scope): Value =>
    typeof given === 'number' ? given : (given.evaluate(scope) ?? null)
  const logic = [latitude, longitude].flatMap((given) => (typeof given === 'number' ? [] : given.uses))
  return {
    sensitive:
      name?.sensitive === true || address?.sensitive === true || logic.some(([it = '']) => build.isSensitive(it)),
    show(text, scope) {
      const words = { name: labelOf(name, scope), address: address?.render(scope).trim() ?? '' }
      const place = locationOf({ latitude: at(latitude, scope), longitude: at(longitude, scope), ...words })
      return place?.latitude === undefined ? null : { kind: 'location', text, location: place }
    },
  }
}

function compileCarousel(source: Of<'carousel'>, build: NodeBuild, path: Path): BotContent {
  const cards = source.cards.map((each, index) => compileCard(each, build, [...path, 'cards', index]))
  return {
    sensitive: cards.some((each) => each.sensitive),
    show: (text, scope) => ({ kind: 'carousel', text, cards: cards.map((each) => each.show(scope)), choices: [] }),
  }
}

function compileCard(source: z.infer<typeof card>, build: NodeBuild, path: Path) {
  const title = build.plain(source.title, [...path, 'title'])
  const text: Text | null = compileOptional(source.text, build, [...path, 'text'])
  const picture = source.image === undefined ? null : compileAddress(source.image, build, [...path, 'image'])
  const links = (source.choices ?? []).map((each, index) => compileButton(each, build, [...path, 'choices', index]))
  return {
    sensitive: [title, text, picture, ...links].some((each) => each?.sensitive === true),
    show(scope: Scope): Card {
      const words = text?.render(scope).trim() ?? ''
      const shown = picture?.render(scope) ?? null
      return {
        title: labelOf(title, scope),
        ...(words === '' ? {} : { text: words }),
        ...(shown === null ? {} : { image: shown }),
        choices: links.flatMap((each) => each.render(scope) ?? []),
      }
    },
  }
}

function compileButtons(source: Of<'buttons'>, build: NodeBuild, path: Path): BotContent {
  const links = source.choices.map((each, index) => compileButton(each, build, [...path, 'choices', index]))
  return {
    sensitive: links.some((each) => each.sensitive),
    show(text, scope) {
      const choices = links.flatMap((each, index): readonly Choice[] => {
        const shown = each.render(scope)
        return shown === null ? [] : [{ id: `link_${index + 1}`, ...shown }]
      })
      return choices.length === 0 ? null : { kind: 'choices', text, choices, style: 'buttons' }
    },
  }
}

/** The last part of an address's path, or its host: what to call it when nobody says. */
function nameIn(url: string): string {
  const { pathname, hostname } = new URL(url)
  return pathname.split('/').at(-1) || hostname
}
