/** Why a text is not Liquid, or could not be rendered. The message is for the author of the text. */
export class LiquidProblem extends Error {
  override readonly name = 'LiquidProblem'
}

/** `{% abort_message('reason') %}`: the message is not sent. Not a failure. */
export class MessageAborted extends Error {
  override readonly name = 'MessageAborted'
}
