/** One piece of the way that an event takes through the flows. */
export type Visit =
  | { readonly kind: 'enter'; readonly flow: string; readonly node: string }
  /** By a port of a node, wherever it leads. */
  | { readonly kind: 'leave'; readonly flow: string; readonly node: string; readonly port: string }
  /** Straight to a node, because the menu or the resume says so. */
  | { readonly kind: 'go'; readonly flow: string; readonly node: string }
