/** A JSON value. Everything a conversation knows is made of these. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value }

/** Named JSON values: variables, action inputs, action outputs. */
export type Values = { readonly [name: string]: Value }
