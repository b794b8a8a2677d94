import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

/** What the door counts. Labels are patterns of routes, never ids: their number is bounded. */
export interface DoorMetrics {
  /** One answered request; `ms` from its first byte to the end of the answer. */
  answered(method: string, route: string, status: number, ms: number): void
  streams(open: number): void
  frame(direction: 'in' | 'out'): void
}

export function createDoorMetrics(registry: Registry): DoorMetrics {
  const requests = new Counter({
    name: 'parley_http_requests_total',
    help: 'HTTP requests answered.',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'parley_http_request_seconds',
    help: 'Time to answer an HTTP request, waiting for the conversation included.',
    labelNames: ['route'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  const open = new Gauge({ name: 'parley_streams_open', help: 'Open WebSocket streams.', registers: [registry] })
  const frames = new Counter({
    name: 'parley_stream_frames_total',
    help: 'Frames on WebSocket streams.',
    labelNames: ['direction'],
    registers: [registry],
  })
  return {
    answered(method, route, status, ms) {
      requests.inc({ method, route, status })
      seconds.observe({ route }, ms / 1000)
    },
    streams: (count) => open.set(count),
    frame: (direction) => frames.inc({ direction }),
  }
}
