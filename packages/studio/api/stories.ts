/** Playing stories that only a server can play. */

/** `POST /studio/api/solutions/:solution/stories/run`: one story of the document as it is now, as `parley test` plays it. */
export interface StoryRunRequest {
  /** `tests/signup.test.yaml` */
  readonly file: string
  /** Of the story in its file, from 0. */
  readonly index: number
}

export interface StoryRun {
  /** `null`: all went as written. */
  readonly deviation: {
    /** Index into the story's steps; their number, when something happens after the last. */
    readonly at: number
    readonly expected: string
    readonly happened: string
    /** Of the file. */
    readonly line: number
  } | null
  /** Where the conversation stood at last. */
  readonly stands: { readonly flow: string; readonly node: string } | null
  readonly transcript: readonly {
    readonly who: 'bot' | 'person' | 'action' | 'time' | 'outside' | 'end'
    readonly text: string
  }[]
  readonly took_ms: number
}
