/** What the Studio reads of conversations: figures, ways through the flows, transcripts. */

/**
 * Which conversations are counted: those that began in the range. Goes over as a query, `?environment=prod&from=…&to=…`.
 * What is absent is not asked about.
 */
export interface ReportFilter {
  readonly environment: 'sandbox' | 'prod'
  /** Epoch milliseconds, `from` included, `to` not; at most 400 days. */
  readonly from: number
  readonly to: number
  /** A version's number; 0: previews of drafts. */
  readonly version?: number
  readonly channel?: string
  readonly language?: string
  readonly campaign?: string
}

/** Counts of some conversations. Each counts once: `started` = `completed` + `abandoned` + `open`. */
export interface Figures {
  readonly started: number
  readonly completed: number
  readonly abandoned: number
  /** Neither; with a person of the brand or waiting. */
  readonly open: number
  /** Were with a person of the brand at some time. */
  readonly handed_over: number
  /** Completed without a person of the brand. */
  readonly contained: number
  readonly rated: number
}

/** How many gave this rating, out of `most`. */
export interface RatingCount {
  readonly rating: number
  readonly most: number
  readonly count: number
}

export interface Period extends Figures {
  /** Of conversations that are over: from their start to the last thing that happened. `null`: there are none. */
  readonly median_ms: number | null
  /** Of conversations that are over: events that they took. */
  readonly median_turns: number | null
  readonly ratings: readonly RatingCount[]
}

/** Figures of one part: a day, a version, a channel. */
export interface Part extends Figures {
  /** `2026-03-29` or `2026-03-29T14:00` in the viewer's time zone; a version's number; a name. `null`: not known. */
  readonly key: string | null
}

/** `GET /solutions/:solution/report/overview?<filter>&tz=Asia/Seoul` */
export interface Overview {
  readonly period: Period
  /** As long a time just before. */
  readonly before: Period
  readonly step: 'hour' | 'day'
  /** Every step of the range, in order. */
  readonly series: readonly Part[]
  /** The most frequent ones first, at most 50 each. */
  readonly versions: readonly Part[]
  readonly channels: readonly Part[]
  readonly languages: readonly Part[]
  readonly campaigns: readonly Part[]
}

/**
 * What became of everybody who came to a node: `entered` = left by ports + `moved` + `ended` + `stopped` + `here`.
 * A node that calls a flow counts what became of those inside as its own.
 */
export interface NodeFigures {
  readonly flow: string
  readonly node: string
  /** Times; the same conversation may come more than once. */
  readonly entered: number
  /** Conversations that came at least once. */
  readonly conversations: number
  readonly ports: readonly { readonly port: string; readonly count: number }[]
  /** Left without a port: by the menu, by a resume, moved to another version. */
  readonly moved: number
  /** The conversation, or the called flow, ended here. */
  readonly ended: number
  /** Given up here. */
  readonly stopped: number
  /** Of them: while a flow that it called was at work. */
  readonly stopped_inside: number
  /** Still here. */
  readonly here: number
  readonly errors: readonly { readonly kind: string; readonly count: number }[]
  /** How long conversations rested here each time; `null`: none did. */
  readonly median_ms: number | null
}

/** `GET /solutions/:solution/report/paths?<filter>` */
export interface Paths {
  readonly conversations: number
  /** Of them: began before visits were recorded, and are missing below. */
  readonly without_visits: number
  readonly nodes: readonly NodeFigures[]
}

/** `GET /solutions/:solution/report/flows?environment=&version=`: what a version's flows are; without one the version that runs. */
export interface ReportedFlows {
  /** `null`: the environment runs nothing yet. */
  readonly version: number | null
  /** Flow name to its file, as JSON. */
  readonly flows: { readonly [flow: string]: unknown }
}

/** `GET /solutions/:solution/report/delivery?environment=&from=&to=` */
export interface DeliveryHealth {
  /** Queued calls that are not done yet, and since when the oldest waits, epoch milliseconds. */
  readonly queued: number
  readonly oldest_at: number | null
  /** Tried more than once already. */
  readonly retrying: number
  readonly dead: number
  readonly dead_by_action: readonly { readonly action: string; readonly count: number; readonly latest_at: number }[]
  /** Rate limits that are used up at this moment, and until when, epoch milliseconds. Of the whole workspace. */
  readonly waits: readonly { readonly name: string; readonly until: number }[]
  /** Data points of nodes in the range, most first, at most 200. */
  readonly points: readonly {
    readonly flow: string
    readonly node: string
    readonly sent: number
    readonly saved: number
  }[]
}

export type ConversationStatus = 'waiting' | 'working' | 'with-agent' | 'ended' | 'abandoned'

/** Filters of the list of transcripts, besides those of reports. */
export interface TranscriptFilter extends ReportFilter {
  /** `handed-over`: was with a person of the brand at some time. */
  readonly status?: 'completed' | 'abandoned' | 'open' | 'handed-over'
  /** `main.email`: came to this node. */
  readonly node?: string
  /** With `node`: only where it stands there, or was given up there. */
  readonly at?: 'here' | 'stopped'
  readonly rating?: number
  /** Every word is in one message. Sensitive messages are not looked at. */
  readonly text?: string
  /** Older than this one: the `next` of the page before. */
  readonly before?: string
}

export interface TranscriptRow {
  readonly id: string
  readonly status: ConversationStatus
  readonly outcome: string | null
  /** `null`: a preview. */
  readonly version: number | null
  readonly channel: string
  readonly language: string | null
  readonly campaign: string | null
  readonly rating: number | null
  readonly rating_most: number | null
  readonly handed_over: boolean
  /** Where it stands or ended; `null`: from before this was recorded. */
  readonly flow: string | null
  readonly node: string | null
  readonly messages: number
  readonly started_at: number
  readonly changed_at: number
  /** The message in which the text was found, cut; otherwise what the person said first. `null`: nothing that may be shown. */
  readonly excerpt: string | null
}

/** `GET /solutions/:solution/transcripts?<filter>` newest first, 50 at a time. */
export interface TranscriptList {
  readonly conversations: readonly TranscriptRow[]
  /** `null`: that was all. */
  readonly next: string | null
}

export interface TranscriptMessage {
  readonly seq: number
  readonly from: 'bot' | 'user'
  readonly kind: string
  /** `•••` where it is sensitive. */
  readonly text: string
  readonly sensitive: boolean
  readonly choices?: readonly string[]
  /** Names of files. */
  readonly files?: readonly string[]
  readonly at: number
}

/** What a turn did besides speaking. */
export interface TranscriptTurn {
  readonly turn: number
  readonly at: number
  /** What happened: `started`, `said`, `action-finished`, `timer-fired`, … */
  readonly event: string
  /** An action's outcome and error, a webhook's name, a timer's. */
  readonly detail: string | null
  readonly error: { readonly kind: string; readonly message: string } | null
  /** Nodes that it came to, in order. */
  readonly nodes: readonly { readonly flow: string; readonly node: string }[]
  readonly messages: readonly TranscriptMessage[]
}

/** `GET /solutions/:solution/transcripts/:conversation` */
export interface Transcript extends Omit<TranscriptRow, 'excerpt' | 'messages'> {
  readonly turns: readonly TranscriptTurn[]
  /** There is more than is shown. */
  readonly cut: boolean
  readonly variables: readonly {
    readonly flow: string
    readonly name: string
    readonly value: unknown
    readonly sensitive: boolean
  }[]
  /** Calls that wait or were given up. */
  readonly deliveries: readonly {
    readonly flow: string
    readonly node: string
    readonly action: string
    readonly attempts: number
    readonly given_up: boolean
    readonly reason: string | null
  }[]
}
