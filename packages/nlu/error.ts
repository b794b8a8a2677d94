/** What went wrong in this package; the same input fails again, so nothing is retried. */
export class NluError extends Error {
  readonly code: 'too-many-intents' | 'too-many-examples' | 'too-many-labels' | 'broken-model'
  readonly retry = 'no'

  constructor(code: NluError['code'], message: string) {
    super(message)
    this.name = 'NluError'
    this.code = code
  }
}
