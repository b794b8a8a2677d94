/**
 * A story is a conversation written down: what the person says and what the solution is expected to do, in order.
 * Stories live in `tests/*.test.yaml` of a solution and are read by designers as much as by machines.
 *
 * Owns the form of a story. What playing it means is `stage.ts`'s concern; files, lines and YAML are the caller's.
 */
import { z } from 'zod'
import { contentKinds } from '../channels.ts'
import { errorKinds } from '../result.ts'
import type { Values } from '../value.ts'

const values = z.record(z.string(), z.json()).transform((given) => given as Values)
const words = z.union([z.string(), z.number(), z.boolean()]).transform(String)
const error = z.strictObject({
  kind: z.enum(errorKinds).default('unavailable'),
  message: z.string().default('It did not work.'),
})

/** What an action is given: `input` in part, `exact_input` with nothing besides. */
const inputs = { input: values.optional(), exact_input: values.optional() }

/** How it ends; `running`: not within the story. */
const ending = {
  outcome: z.string().optional(),
  outputs: values.optional(),
  error: error.optional(),
  running: z.literal(true).optional(),
}

const file = z.union([
  z.string().min(1).max(255),
  z.strictObject({
    name: z.string().min(1).max(255).default('photo.png'),
    type: z.string().default('image/png'),
    size: z.number().int().min(1).default(100_000),
  }),
])

const steps = {
  /** The bot says exactly this, or something that matches `/this pattern/`; perhaps with these choices, in this language. */
  bot: z.strictObject({
    bot: words,
    choices: z.array(words).optional(),
    content: z.enum(contentKinds).optional(),
    language: z.string().optional(),
  }),
  /** The person types this, or these one after the other; what the bot answers in between is not looked at. */
  user: z.strictObject({ user: z.union([words, z.array(words).min(1)]) }),
  /** The person picks the choice with this id or label, or several. */
  pick: z.strictObject({ pick: z.union([words, z.array(words)]) }),
  /** The person picks the choices with these ids or labels. */
  picks: z.strictObject({ picks: z.array(words) }),
  /** The person takes a way of the persistent menu: its id, with or without `menu.`, or its label. */
  menu: z.strictObject({ menu: words }),
  /** The person fills in a form, files by field, shares a place, or finishes on a page that posts this back. */
  form: z.strictObject({ form: values, files: z.record(z.string(), file).optional() }),
  /** The person sends this file: a name, perhaps of one beside the story, or what it is. */
  file: z.strictObject({ file }),
  /** The person shares a place. */
  location: z.strictObject({
    location: z.strictObject({
      latitude: z.number().optional(),
      longitude: z.number().optional(),
      name: z.string().optional(),
      address: z.string().optional(),
    }),
  }),
  /** The conversation asks for this action and waits; it ends as written here, or, with `actions: real`, as it really does. */
  action: z.strictObject({ action: z.string(), ...inputs, ...ending }),
  /** The conversation queues this action and does not wait for it. */
  queued: z.strictObject({ queued: z.string(), ...inputs }),
  /**
   * Braze is called, with exactly this body whatever the order of its members: by a Braze node, or with `actions: real` by
   * an action. `users.track` or `POST /users/track`.
   */
  braze: z.strictObject({ braze: z.string(), body: values.optional(), ...ending }),
  /** With `actions: real`: the profile in the Braze sandbox has at least this. */
  profile: z.strictObject({ profile: z.string(), has: values }),
  /** Time passes: `10m`, `90s`, `1h`. Due timers fire. */
  wait: z.strictObject({ wait: z.string() }),
  /** The person has the conversation before them again. */
  returns: z.strictObject({ returns: z.literal(true) }),
  /** The page that the person is on reports something. */
  event: z.strictObject({ event: z.string().min(1), properties: values.default({}) }),
  /** A system of the brand reports something. */
  webhook: z.strictObject({ webhook: z.string().min(1), payload: values.default({}) }),
  /** The conversation is given to a person of the brand. */
  hand_over: z.strictObject({
    hand_over: z.union([
      z.literal(true),
      z.strictObject({ skill: z.string().optional(), brief: z.string().optional() }),
    ]),
  }),
  /** They give it back, or nobody could take it. */
  hand_over_ends: z.strictObject({ hand_over_ends: z.enum(['done', 'unavailable']) }),
  /**
   * What the words said last were taken for: an intent (`null`: nothing known), and perhaps variables that they filled without being
   * asked for, or changed.
   */
  understood: z.strictObject({
    understood: z.union([
      z.string(),
      z.strictObject({
        intent: z.string().nullable().optional(),
        fills: z.array(z.string()).optional(),
        corrects: z.array(z.string()).optional(),
      }),
    ]),
  }),
  /** These variables have these values now. */
  variables: z.strictObject({ variables: values }),
  /** The conversation is over, with this outcome (`true`: with any). */
  ends: z.strictObject({ ends: z.union([z.string(), z.literal(true)]) }),
  abandoned: z.strictObject({ abandoned: z.literal(true) }),
}

type StepKind = keyof typeof steps

const step = z.unknown().transform((written, context): Step => {
  const kinds = Object.keys(steps) as readonly StepKind[]
  const kind = isObject(written) ? kinds.find((each) => Object.hasOwn(written, each)) : undefined
  if (kind === undefined) {
    context.addIssue({ code: 'custom', message: `A step is one of ${kinds.join(', ')}.` })
    return z.NEVER
  }
  const parsed = steps[kind].safeParse(written)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues)
    context.addIssue({ code: 'custom', message: issue.message, path: issue.path })
  return z.NEVER
})

function isObject(given: unknown): given is object {
  return typeof given === 'object' && given !== null
}

export type Steps = { readonly [K in StepKind]: z.infer<(typeof steps)[K]> }
export type Step = Steps[StepKind]

/** What a story has to say before its first step. */
const head = {
  story: z.string().min(1),
  /** Default: the flow that the solution starts with. */
  flow: z.string().optional(),
  /** The node of it that the conversation begins at; default: where the flow starts. */
  node: z.string().optional(),
  /** `mocked` (default): actions end as the story says. `real`: they run, against a Braze sandbox. */
  actions: z.enum(['mocked', 'real']).default('mocked'),
  /** When it begins, ISO 8601 in UTC; default 2026-01-05T12:00:00Z, a Monday. */
  at: z.iso.datetime({ offset: true, message: 'Write a moment like "2026-12-24T18:30:00Z", in quotes.' }).optional(),
  /** The language asked for at the start; also known of the contact, and of the page. */
  language: z.string().optional(),
  contact: z
    .strictObject({
      /** Who gets which variant of an experiment depends on it. */
      id: z.string().min(1).optional(),
      external_id: z.string().optional(),
      email: z.string().optional(),
      phone: z.string().optional(),
      language: z.string().optional(),
      name: z.string().optional(),
      /** It is proved who it is; default false. */
      proved: z.boolean().optional(),
      visitor: z.string().optional(),
    })
    .default({}),
  page: z
    .strictObject({
      url: z.string().optional(),
      referrer: z.string().optional(),
      title: z.string().optional(),
      language: z.string().optional(),
      utm: z.record(z.string(), z.string()).optional(),
      product: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
      tags: values.optional(),
      meta: values.optional(),
      history: z
        .array(z.strictObject({ url: z.string(), title: z.string().exactOptional() }))
        .readonly()
        .optional(),
    })
    .optional(),
  /** Their Braze profile, as it would be looked up; only fields that the solution chooses are seen. */
  profile: values.optional(),
  variables: values.default({}),
}

const story = z.strictObject({ ...head, steps: z.array(step).min(1).max(2000) })

/** As many as a file of stories may hold. */
const mostStories = 5000

export const storyFile = z.strictObject({ stories: z.array(story).min(1).max(mostStories) })

export type Story = z.infer<typeof story>

/** 2026-01-05 12:00 UTC, a Monday: stories begin at the same moment every time. */
export const usualBeginning = Date.UTC(2026, 0, 5, 12)

/** The contact of a story that does not name one. */
export const usualContact = 'cont_story'
