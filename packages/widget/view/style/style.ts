import { answerStyle } from './answer.ts'
import { baseStyle } from './base.ts'
import { contentStyle } from './content.ts'
import { controlStyle } from './control.ts'
import { frameStyle } from './frame.ts'
import { transcriptStyle } from './transcript.ts'

/** The whole style sheet, inside the shadow root. */
export const style = [baseStyle, frameStyle, transcriptStyle, contentStyle, controlStyle, answerStyle].join('\n')
