/** One entry of `errors` in an answer of the catalog endpoints. */
export interface CatalogError {
  readonly id: string
  readonly message: string
  /** What the error is about, by name and by value. */
  readonly parameters: readonly string[]
  readonly parameter_values: readonly unknown[]
}

/** What a check came to: the thing that was read, or everything that is wrong with it. */
export type Checked<Thing> =
  | { readonly kind: 'fit'; readonly value: Thing }
  | { readonly kind: 'refused'; readonly errors: readonly CatalogError[] }

export function fit<Thing>(value: Thing): Checked<Thing> {
  return { kind: 'fit', value }
}

export function refuse(errors: readonly CatalogError[]): Checked<never> {
  return { kind: 'refused', errors }
}

/** @param about name and value of what is wrong */
export function catalogError(
  id: string,
  message: string,
  about: readonly (readonly [name: string, value: unknown])[] = [],
): CatalogError {
  return {
    id,
    message,
    parameters: about.map(([name]) => name),
    parameter_values: about.map(([, value]) => value),
  }
}
