import type { WidgetBuild } from '@parley/widget/build'

/** The widget's files, built once when first asked for. A build that failed is tried again. */
export function createWidgetFiles(): () => Promise<WidgetBuild> {
  let built: Promise<WidgetBuild> | undefined
  return () => {
    // Imported late: who asks for no widget does not load a bundler.
    built ??= import('@parley/widget/build').then(({ buildWidget }) => buildWidget())
    built.catch(() => {
      built = undefined
    })
    return built
  }
}
