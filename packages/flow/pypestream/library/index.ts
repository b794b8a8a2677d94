/**
 * Pypestream's own commands and the common library scripts that nodes can say. What a script of the library really does with odd
 * parameters is not public: a row whose parameters are not understood stays an action.
 */
import type { Bot } from '../bot.ts'
import type { ActionRow } from '../row.ts'
import { generateList, pass, persistentMenu, readEvents } from './assets.ts'
import type { Mapped, Mapper } from './mapped.ts'
import { formatPhone, hasPattern, isEmail, isPhone, match, matchEither, matchPart, parseName } from './matching.ts'
import { firstMessage, hoursRoute, lastUrl, platformRoute, returnToNode, saveNode, showMetadata } from './session.ts'
import { areEqual, assign, calculate, check, checkSeveral, countTo, reset } from './variables.ts'

const mappers: { readonly [command: string]: Mapper } = {
  SysAssignVariable: assign,
  AssignVariable: assign,
  SetVar: assign,
  VarCheck: check,
  MultiVarCheck: checkSeveral,
  CheckIfGlobalVarsEqual: areEqual,
  MathOperation: calculate,
  LimitCounter: countTo,
  FailCountCheck: countTo,
  VariableReset: reset,
  SysVariableReset: reset,
  MatchRouting: match,
  MultiMatchRouting: match,
  SysMultiMatchRouting: matchEither,
  MatchRoutingContains: matchPart,
  MultiMatchRoutingContains: matchPart,
  ValidateRegex: hasPattern,
  ValidateEmail: isEmail,
  ValidatePhoneAndReturnStripped: isPhone,
  FormatPhone: formatPhone,
  ParseFullName: parseName,
  SysShowMetadata: showMetadata,
  ShowMetadata: showMetadata,
  UserPlatformRouting: platformRoute,
  GetFirstUserMessage: firstMessage,
  CheckLastURL: lastUrl,
  DateTimeRouting: hoursRoute,
  SaveNode: saveNode,
  NodeReturn: returnToNode,
  ReturnToFlow: returnToNode,
  DynamicRouting: returnToNode,
  SelectionGenerator: generateList,
  ListPickerGenerator: generateList,
  SetCarousel: generateList,
  StarRatingSetup: pass,
  SliderSetup: pass,
  SetPersistentMenu: persistentMenu,
  GetEvents: readEvents,
  EventsToGlobalVariableValues: readEvents,
}

/** Commands that become nodes where their parameters are understood. */
export const mappedCommands = Object.keys(mappers)

/** `null`: the row stays an action. */
export function mapCommand(row: ActionRow, bot: Bot, id: string): Mapped | null {
  return Object.hasOwn(mappers, row.command) ? (mappers[row.command]?.(row, bot, id) ?? null) : null
}
