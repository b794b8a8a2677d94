import type { HandlerGroup } from '../handler.ts'
import { smsInvalidPhoneNumbers, smsInvalidPhoneNumbersRemove } from './invalid-numbers.ts'

export const smsHandlers = {
  'sms.invalid_phone_numbers': smsInvalidPhoneNumbers,
  'sms.invalid_phone_numbers.remove': smsInvalidPhoneNumbersRemove,
} as const satisfies HandlerGroup
