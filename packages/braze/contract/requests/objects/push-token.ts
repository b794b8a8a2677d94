// Made by contract/generate.ts from the rows of the contract: change those.

/** A device that push reaches. */
export interface PushToken {
  /** API identifier of the app that the token is for. */
  app_id: string
  /** The token of the push service. */
  token: string
  /** Id of the device, 8 to 255 bytes. */
  device_id?: string
}
