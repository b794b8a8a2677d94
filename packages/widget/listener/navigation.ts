/** What the types of browsers do not have yet everywhere. */
interface WithNavigation {
  readonly navigation?: EventTarget
}

/**
 * Hears when the address changes without a new page: by the Navigation API, otherwise by the history's own methods, which do what
 * they did. Returns what ends it.
 */
export function watchNavigation(window: Window, hear: () => void): () => void {
  const { navigation } = window as WithNavigation
  if (navigation !== undefined) {
    navigation.addEventListener('currententrychange', hear)
    return () => navigation.removeEventListener('currententrychange', hear)
  }
  const undo = [patch(window.history, 'pushState', hear), patch(window.history, 'replaceState', hear)]
  for (const name of ['popstate', 'hashchange']) window.addEventListener(name, hear)
  return () => {
    for (const each of undo) each()
    for (const name of ['popstate', 'hashchange']) window.removeEventListener(name, hear)
  }
}

function patch(history: History, name: 'pushState' | 'replaceState', hear: () => void): () => void {
  const original = history[name]
  let on = true
  const wrapped = function (this: History, ...given: Parameters<History['pushState']>): void {
    original.apply(this, given)
    if (on) hear()
  }
  history[name] = wrapped
  return () => {
    on = false
    if (history[name] === wrapped) history[name] = original
  }
}
