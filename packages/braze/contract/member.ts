/** Members that many requests have, each with what it means: the generator writes it beside the member, for the editor. */
import { connectedAudience } from './audience.ts'
import { userAlias } from './identifier.ts'
import { flag, int, many, seriesUnit, sortDirection, text, textOrTexts, texts } from './piece.ts'

export const appId = text.describe('API identifier of an app of the workspace.')
export const campaignId = text.describe('API identifier of the campaign.')
export const canvasId = text.describe('API identifier of the Canvas.')
export const segmentId = text.describe('API identifier of the segment.')
export const messageVariationId = text.describe('API identifier of the message variation.')
/** Of figures. */
export const oneApp = text.describe('Only of this app, by its API identifier.')
/** Of figures. */
export const oneSegment = text.describe('Only of users of this segment. Analytics tracking must be on for it.')
export const scheduleId = text.describe('Id that the creation of the schedule answered.')
export const sendId = text.describe(
  'Groups sends for the figures of the dashboard. At most 64 letters, digits, `-` and `_`.',
)
export const catalogName = text.describe('Name of the catalog: at most 250 letters, digits, `-` and `_`.')
export const tags = texts.describe('Names of tags. Only tags that exist.')

/** A list counted by page. */
export const page = int.describe('Which page, from 0. Default 0.')
/** A list that links to its next page. */
export const cursor = text.describe('Where to go on: the `cursor` of the `Link` header. Left out: from the start.')

/** A list counted by entries. */
export function listWindow(usual: number, most: number) {
  const range = `1 to ${most.toLocaleString('en-US')}, default ${usual}`
  return {
    limit: int.exactOptional().describe(`How many entries to answer: ${range}.`),
    offset: int.exactOptional().describe('How many entries to pass over. Default 0.'),
  }
}

export const archived = flag.describe('Whether archived ones are listed too. Default false.')

/** Campaigns and Canvases as they are listed. */
export const edited = {
  page: page.exactOptional(),
  include_archived: archived.exactOptional(),
  sort_direction: sortDirection.exactOptional().describe('Oldest or newest first. Default `asc`.'),
  'last_edit.time[gt]': text.exactOptional().describe('Only what was edited after this time, ISO 8601.'),
} as const

export const linkId = text.describe('Only the link with this id, as Braze gave it.')
export const postLaunchDraft = flag.describe('The draft made after the launch instead of what is live. Default false.')

/** Entries of a list that were modified within a time. */
export const modified = {
  modified_after: text.exactOptional().describe('Only what was modified after this time, ISO 8601.'),
  modified_before: text.exactOptional().describe('Only what was modified before this time, ISO 8601.'),
} as const

/** A series with an entry a day. */
export const series = {
  length: int.describe('How many days: 1 to 100.'),
  ending_at: text.exactOptional().describe('When the series ends, ISO 8601. Default now.'),
} as const

/** A series with an entry a day or an hour. */
export const unitSeries = {
  ...series,
  length: int.describe('How many days or hours: 1 to 100.'),
  unit: seriesUnit.exactOptional().describe('What an entry stands for. Default `day`.'),
} as const

/** Days of a list. */
export const days = {
  start_date: text.exactOptional().describe('First day, `YYYY-MM-DD`.'),
  end_date: text.exactOptional().describe('Last day, `YYYY-MM-DD`.'),
} as const

/** Users whom a send goes to, one by one. */
export const listedUsers = {
  external_user_ids: texts.exactOptional().describe('External ids of the users. At most 50, aliases included.'),
  user_aliases: many(userAlias).exactOptional().describe('Aliases of the users. At most 50, ids included.'),
} as const

/** Whom a send goes to that lists nobody. */
export const anyone = {
  broadcast: flag
    .exactOptional()
    .describe(
      'True where no recipients are listed, and only there: it goes to everyone, or to the audience. Default false.',
    ),
  audience: connectedAudience.exactOptional().describe('Filters that say who of them gets it.'),
} as const

/** Addresses to change. */
export const addresses = { email: textOrTexts.describe('An e-mail address, or at most 50 of them.') } as const
