/** Where a solution's `WidgetSettings` are, from the server's own address. */
export const settingsPath = (solution: string, environment: string): string =>
  `v1/widget?${new URLSearchParams({ solution, environment }).toString()}`
