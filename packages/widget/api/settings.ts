import { isPassing, readJson, refusalOf } from '../client/refusal.ts'
import type { WidgetSettings } from '../protocol.ts'
import { complain } from './complain.ts'
import { settingsPath } from './settings-path.ts'

/**
 * What the solution says of the widget. `null`: the server says that it cannot be here, as is told to the page's author. Without
 * an answer the widget is as it is without settings.
 */
export async function readSettings(
  base: string,
  solution: string,
  environment: string,
  preview: string | undefined,
  fetched: ReadonlyMap<string, Promise<Response>>,
): Promise<WidgetSettings | null> {
  const url = new URL(settingsPath(solution, environment, preview), base).href
  try {
    const response = await (fetched.get(url) ?? fetch(url, { credentials: 'omit' }))
    // It may be asked for again, by another boot.
    const text = await response.clone().text()
    if (!response.ok) throw refusalOf(response.status, text)
    return readJson(text) as WidgetSettings
  } catch (error) {
    if (isPassing(error)) return { look: {}, consent: 'essential' }
    complain(`boot: ${(error as Error).message}`)
    return null
  }
}
