import type { DeedPattern } from '../deed.ts'
import { showTime } from '../time.ts'
import type { CanvasStep, Criteria, Pause } from './canvas-step.ts'
import type { Message } from './message.ts'

/** Steps of a Canvas as the control shows them: as it takes them. */
export function showStep(step: CanvasStep): object {
  const { id, name, kind } = step
  const shown = { id, name, type: kind }
  switch (step.kind) {
    case 'message':
      return { ...shown, delay_seconds: step.delaySeconds, messages: step.messages.map(showMessage), next: step.next }
    case 'delay':
      return { ...shown, ...showPause(step.pause), next: step.next }
    case 'decision_split':
      return { ...shown, ...showCriteria(step.criteria), yes: step.yes, no: step.no }
    case 'audience_paths':
      return {
        ...shown,
        paths: step.paths.map((path) => ({ name: path.name, ...showCriteria(path.criteria), next: path.next })),
        everyone_else: step.everyoneElse,
      }
    case 'action_paths':
      return {
        ...shown,
        within_seconds: step.windowSeconds,
        ranked: step.ranked,
        paths: step.paths.map((path) => ({ name: path.name, triggers: path.deeds.map(showDeed), next: path.next })),
        everyone_else: step.everyoneElse,
      }
    case 'experiment_paths':
      return { ...shown, paths: step.paths }
    case 'user_update':
      return { ...shown, attributes: step.attributes, next: step.next }
  }
}

export function showMessage({ id, name, channel, content }: Message): object {
  return { id, name, channel, ...content }
}

export function showDeed({ kind, name, properties }: DeedPattern): object {
  const also = properties === undefined ? {} : { properties }
  return kind === 'event' ? { custom_event: name, ...also } : { purchase: name ?? true, ...also }
}

export function showCriteria({ audience, segmentId, event, purchase }: Criteria): object {
  return {
    ...(audience !== undefined && { audience }),
    ...(segmentId !== undefined && { segment_id: segmentId }),
    ...(event !== undefined && { custom_event: showDone(event) }),
    ...(purchase !== undefined && { purchase: showDone(purchase) }),
  }
}

function showDone({ name, withinSeconds }: NonNullable<Criteria['event']>): object {
  return { ...(name !== undefined && { name }), ...(withinSeconds !== undefined && { within_seconds: withinSeconds }) }
}

function showPause(pause: Pause): object {
  if (pause.kind === 'for') return { delay_seconds: pause.seconds }
  if (pause.kind === 'until') return { until: showTime(pause.time) }
  const clock = [pause.minutes / 60, pause.minutes % 60].map((part) => String(Math.floor(part)).padStart(2, '0'))
  return { until_time: clock.join(':'), ...(pause.local && { in_local_time: true }) }
}
