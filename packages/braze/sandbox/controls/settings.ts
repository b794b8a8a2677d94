import { z } from 'zod'
import { sendJson } from '../problem.ts'
import type { RateLimitSettings } from '../rate-limit.ts'
import { type Adjustment, attributeTypes, type Settings } from '../settings.ts'
import { type ControlTable, readControlBody } from './control.ts'

const callRule = z.union([z.enum(['off', 'loopback']), z.array(z.string().min(1).max(255)).max(100).readonly()])
const figure = z.strictObject({ requests: z.int().min(0), window_seconds: z.number().positive().max(1e7) }).readonly()

/** What `POST /__sandbox/settings` takes; what is left out stays. */
const settingsRequest = z
  .strictObject({
    strict: z.boolean(),
    delay_ms: z.number().min(0).max(3_600_000),
    track_objects: z.enum(['combined', 'each']),
    require_fields_to_export: z.boolean(),
    attribute_types: z.record(z.string().min(1).max(255), z.enum(attributeTypes)),
    rate_limits: z.union([z.literal('off'), z.record(z.string(), figure)]),
    webhooks: callRule,
    connected_content: callRule,
  })
  .partial()

/** The settings that may change while the sandbox runs. */
export const settingsControls: ControlTable = {
  '/__sandbox/settings': {
    GET: ({ response, world }) => sendJson(response, 200, showSettings(world.settings)),
    POST: (call) => {
      const wanted = readControlBody(call, settingsRequest)
      if (wanted === undefined) return
      call.world.settings.adjust(readAdjustment(wanted))
      sendJson(call.response, 200, showSettings(call.world.settings))
    },
  },
}

function readAdjustment(wanted: z.output<typeof settingsRequest>): Adjustment {
  const change = {
    strict: wanted.strict,
    delayMs: wanted.delay_ms,
    trackObjects: wanted.track_objects,
    requireFieldsToExport: wanted.require_fields_to_export,
    attributeTypes: wanted.attribute_types,
    rateLimits: wanted.rate_limits && readFigures(wanted.rate_limits),
    webhooks: wanted.webhooks,
    connectedContent: wanted.connected_content,
  }
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}

function showSettings(settings: Settings): object {
  return {
    strict: settings.strict,
    delay_ms: settings.delayMs,
    track_objects: settings.trackObjects,
    require_fields_to_export: settings.requireFieldsToExport,
    attribute_types: settings.attributeTypes,
    rate_limits: showFigures(settings.rateLimits),
    webhooks: settings.webhooks,
    connected_content: settings.connectedContent,
  }
}

function readFigures(figures: 'off' | { readonly [bucket: string]: z.output<typeof figure> }): RateLimitSettings {
  if (figures === 'off') return figures
  return Object.fromEntries(
    Object.entries(figures).map(([bucket, one]) => [
      bucket,
      { requests: one.requests, windowSeconds: one.window_seconds },
    ]),
  )
}

function showFigures(figures: RateLimitSettings): unknown {
  if (figures === 'off') return figures
  return Object.fromEntries(
    Object.entries(figures).map(([bucket, one]) => [
      bucket,
      { requests: one.requests, window_seconds: one.windowSeconds },
    ]),
  )
}
