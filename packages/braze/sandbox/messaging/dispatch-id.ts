import { randomUUID } from 'node:crypto'

/** 32 hexadecimal digits. */
export function newDispatchId(): string {
  return randomUUID().replaceAll('-', '')
}
