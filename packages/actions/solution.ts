import type { ChannelName, ReportSource, RetargetSource } from '@parley/flow'
import type { Params } from './action.ts'
import type { IdentitySettings } from './identity.ts'
import type { InsightSettings } from './insight.ts'
import type { ListenSettings } from './listen.ts'
import type { OutreachSettings } from './outreach.ts'
import type { PrivacySettings } from './privacy.ts'
import type { UnderstandingSettings } from './understanding.ts'
import type { WebSettings } from './web.ts'

/** A solution as `solution.ts` writes it down. */
export interface SolutionDefinition {
  /** Lower-case words joined by hyphens, `braze-signup`. */
  readonly name: string
  /** The brand it is made for, as people write it. */
  readonly customer?: string
  /** Name of the flow a conversation begins with, `main`. */
  readonly start: string
  /** What differs between the environments and is no secret. */
  readonly params: { readonly sandbox: Params; readonly prod: Params }
  /** Names of the secrets its actions use, none by default; their values come from the environment, never from the folder. */
  readonly secrets?: readonly string[]
  /** Hosts its actions may reach: `api.example.com`, `*.example.com`, either with `:port`. Nothing else is reachable. */
  readonly egress?: readonly string[]
  /** What its flow files are written in, BCP 47: `en`, `pt-BR`. Other languages are in `texts/<language>.yaml`. */
  readonly language?: string
  /**
   * Where a text is looked for when a language does not have it, and who is spoken to how: `{ 'pt-BR': ['pt', 'es'] }`. The
   * language itself comes before, its shorter form (`pt`) and the flow files' own after these.
   */
  readonly fallbacks?: { readonly [language: string]: readonly string[] }
  /** Whether a text that is missing in one of the languages is an error instead of a warning. */
  readonly strictTexts?: boolean
  /** The channels that it is made for, `['web', 'whatsapp']`: what they cannot show is a warning. */
  readonly channels?: readonly ChannelName[]
  /** What of every conversation is told to Braze: standard events, attributes by CEL. Nothing by default. See `docs/retargeting.md`. */
  readonly report?: ReportSource
  /** What Braze is to send to those who left a conversation and did not come back. */
  readonly retarget?: readonly RetargetSource[]
  /** The chat on the brand's own pages: how it looks, what it may collect. Every browser gets it. */
  readonly web?: WebSettings
  /** How the brand proves who somebody is: without it nobody is proved but by a link. */
  readonly identity?: IdentitySettings
  /** Lets campaigns ask for links into a conversation and for conversations: without it nobody can. */
  readonly outreach?: OutreachSettings
  /** What the brand's pages are listened to for: without it only the page itself. */
  readonly listen?: ListenSettings
  /** How long what people said is kept; without it, for good. */
  readonly privacy?: PrivacySettings
  /** A service elsewhere that is asked what people mean: without it only what was learned from the examples counts. */
  readonly understanding?: UnderstandingSettings
  /** Which fields of the person's Braze profile its texts and logic see as `profile`: without it none. */
  readonly insight?: InsightSettings
}

/** A solution as the platform keeps it: plain JSON. */
export interface SolutionConfig extends SolutionDefinition {
  readonly secrets: readonly string[]
  readonly egress: readonly string[]
}

/** Writes down what a solution is: the default export of `solution.ts`. */
export function defineSolution(definition: SolutionDefinition): SolutionDefinition {
  return definition
}
