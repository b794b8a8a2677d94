/** Tells the page's author; the visitor sees none of it. */
export function complain(text: string, ...more: readonly unknown[]): void {
  // biome-ignore lint/suspicious/noConsole: the only place where a page's author can read it
  console.error(`Parley: ${text}`, ...more)
}
