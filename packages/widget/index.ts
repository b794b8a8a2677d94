export type {
  BootOptions,
  Consent,
  LookOptions,
  ParleyCommand,
  ParleyEvents,
  ParleyListener,
  ParleyQueue,
  SetOptions,
} from './api/command.ts'
