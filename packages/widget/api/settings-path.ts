/** Where a solution's `WidgetSettings` are, from the server's own address; with the token of a preview link, those of that draft. */
export const settingsPath = (solution: string, environment: string, preview: unknown): string => {
  const draft = typeof preview === 'string' && preview !== '' ? { preview } : {}
  return `v1/widget?${new URLSearchParams({ solution, environment, ...draft }).toString()}`
}
