import type { PythonBundle } from '@parley/actions/host'
import { type IdentitySettings, identitySettings } from '@parley/actions/identity'
import { type InsightSettings, insightSettings } from '@parley/actions/insight'
import { type ListenSettings, listenSettings } from '@parley/actions/listen'
import { type OutreachSettings, outreachSettings } from '@parley/actions/outreach'
import { type PrivacySettings, privacySettings } from '@parley/actions/privacy'
import { type UnderstandingSettings, understandingSettings } from '@parley/actions/understanding'
import { type WebSettings, webSettings } from '@parley/actions/web'
import {
  type ActionSignature,
  channelNames,
  reportSource,
  retargetSource,
  type SolutionSource,
  type Values,
} from '@parley/flow'
import { understoodSource } from '@parley/nlu'
import { z } from 'zod'
import type { Nlu } from './intents.ts'
import { recognizerOf } from './trained-nlu.ts'

/**
 * A built solution: everything a node needs to run it, and nothing secret. Stored once per version, content-addressed,
 * never changed. Old formats are migrated in {@link readBuild}; the rest of the program knows this one.
 */
export interface SolutionBuild {
  readonly format: 1
  readonly name: string
  readonly customer: string | null
  readonly start: string
  /** The flow files' own text, so that problems can still name a line. */
  readonly flows: SolutionSource['flows']
  readonly actions: { readonly [name: string]: ActionSignature }
  readonly bundle: string
  readonly sourceMap: string
  /** The actions in Python; absent when there are none, and in builds from before there were any. */
  readonly python?: PythonBundle
  readonly params: { readonly [environment in Environment]: Values }
  /** Names only. */
  readonly secrets: readonly string[]
  /** Hosts that the actions may reach. */
  readonly egress: readonly string[]
  /** What the flows are written in; `null`: nobody says. */
  readonly language: string | null
  readonly fallbacks: NonNullable<SolutionSource['fallbacks']>
  /** By language, the files' own text. */
  readonly texts: NonNullable<SolutionSource['texts']>
  readonly strictTexts: boolean
  /** What it is made for; absent when nobody says, and in builds from before this could be said. */
  readonly channels?: NonNullable<SolutionSource['channels']>
  /** What is told to Braze without a node asking for it; absent: nothing. */
  readonly report?: NonNullable<SolutionSource['report']>
  readonly retarget?: NonNullable<SolutionSource['retarget']>
  /** The chat on the brand's own pages; every browser gets it. */
  readonly web?: WebSettings
  /** How the brand proves who somebody is; absent: it does not. */
  readonly identity?: IdentitySettings
  /** Who may ask for links and conversations; absent: nobody. */
  readonly outreach?: OutreachSettings
  /** What the flows see of the person's Braze profile; absent: nothing. */
  readonly insight?: InsightSettings
  /** What the brand's pages are listened to for. */
  readonly listen?: ListenSettings
  /** How long what people said is kept. */
  readonly privacy?: PrivacySettings
  readonly understanding?: UnderstandingSettings
  /** What people may mean; absent when the solution does not say. */
  readonly nlu?: Nlu
  /** The code of `solution.ts` and the actions, by path, for people who compare versions. */
  readonly sources: { readonly [file: string]: string }
}

export const environments = ['sandbox', 'prod'] as const
export type Environment = (typeof environments)[number]

/** Base64 of twelve megabytes; training keeps models below. */
const longestModel = 16 * 1024 * 1024

const byLanguage = z.record(z.string(), z.string())
const markedText = z.object({
  text: z.string(),
  marks: z.array(
    z.object({
      entity: z.string(),
      start: z.number(),
      end: z.number(),
      role: z.string().exactOptional(),
      group: z.string().exactOptional(),
      value: z.string().exactOptional(),
    }),
  ),
})
const entityDefinition = z.object({
  values: z.record(z.string(), z.array(z.string())).exactOptional(),
  patterns: z.array(z.string()).exactOptional(),
})

const schema = z.object({
  format: z.literal(1),
  name: z.string(),
  customer: z.string().nullable(),
  start: z.string(),
  flows: z.record(z.string(), z.object({ file: z.string(), text: z.string() })),
  actions: z.record(z.string(), z.looseObject({ outcomes: z.array(z.string()) })),
  bundle: z.string(),
  sourceMap: z.string(),
  python: z
    .object({
      files: z.record(z.string(), z.string()),
      actions: z.record(z.string(), z.object({ file: z.string(), class: z.string() })),
    })
    .exactOptional(),
  params: z.object({ sandbox: z.record(z.string(), z.unknown()), prod: z.record(z.string(), z.unknown()) }),
  secrets: z.array(z.string()),
  egress: z.array(z.string()),
  // Builds from before there were languages do not have these.
  language: z.string().nullable().default(null),
  fallbacks: z.record(z.string(), z.array(z.string())).default({}),
  texts: z.record(z.string(), z.object({ file: z.string(), text: z.string() })).default({}),
  strictTexts: z.boolean().default(false),
  channels: z.array(z.enum(channelNames)).exactOptional(),
  report: reportSource.exactOptional(),
  retarget: z.array(retargetSource).exactOptional(),
  web: webSettings.exactOptional(),
  identity: identitySettings.exactOptional(),
  outreach: outreachSettings.exactOptional(),
  insight: insightSettings.exactOptional(),
  listen: listenSettings.exactOptional(),
  privacy: privacySettings.exactOptional(),
  understanding: understandingSettings.exactOptional(),
  nlu: z
    .object({
      intents: z.record(z.string(), z.array(z.string())),
      leastConfidence: z.number().nullable(),
      marked: z.array(markedText.extend({ intent: z.string() })).exactOptional(),
      heard: z.array(z.string()).exactOptional(),
      entities: z.record(z.string(), entityDefinition).exactOptional(),
      synonyms: z.record(z.string(), z.array(z.string())).exactOptional(),
      labels: z.record(z.string(), byLanguage).exactOptional(),
      answers: z.record(z.string(), byLanguage).exactOptional(),
      notes: z.record(z.string(), z.string()).exactOptional(),
      files: z.record(z.string(), z.string()).exactOptional(),
      model: z.string().max(longestModel).exactOptional(),
    })
    .exactOptional(),
  sources: z.record(z.string(), z.string()).default({}),
})

/** Parses a stored build. Throws when it is none: a damaged store is not something to carry on with. */
export function readBuild(stored: unknown): SolutionBuild {
  return schema.parse(stored) as SolutionBuild
}

/** What the compiler needs of a build. */
export function sourceOf(build: SolutionBuild): SolutionSource {
  const {
    name,
    start,
    flows,
    actions,
    language,
    fallbacks,
    texts,
    strictTexts,
    channels,
    report,
    retarget,
    nlu,
    insight,
  } = build
  const recognizer = recognizerOf(nlu)
  return {
    name,
    start,
    flows,
    actions,
    ...(language === null ? {} : { language }),
    fallbacks,
    texts,
    strictTexts,
    ...(channels === undefined ? {} : { channels }),
    ...(report === undefined ? {} : { report }),
    ...(retarget === undefined ? {} : { retarget }),
    ...(insight === undefined ? {} : { profile: insight.fields }),
    ...(nlu === undefined ? {} : understoodSource(nlu, language)),
    recognizer,
  }
}
