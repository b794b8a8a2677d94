import { z } from 'zod'

/** An object that has these members and no others: a mistyped one must not be lost without a word. */
export function closed<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `Unknown member. Correct its name or leave it out; known are ${Object.keys(shape).join(', ')}.`
        : undefined,
  })
}

/** Where each part of an issue is: unknown members are one issue of the object that holds them. */
export function placesOf(issue: z.core.$ZodIssue): readonly (readonly PropertyKey[])[] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
}
