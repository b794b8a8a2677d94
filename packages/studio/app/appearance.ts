const kept = 'parley.studio.theme'
export type Appearance = 'system' | 'light' | 'dark'

export function appearance(): Appearance {
  const stored = localStorage.getItem(kept)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

export function chooseAppearance(next: Appearance): void {
  if (next === 'system') localStorage.removeItem(kept)
  else localStorage.setItem(kept, next)
  apply()
}

function apply(): void {
  const chosen = appearance()
  if (chosen === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = chosen
}

apply()
