/** Keeps the text of an editor and a shared text the same, whichever changes first. */
import type * as Monaco from 'monaco-editor'
import type * as Y from 'yjs'

/** What is needed of the editor's model. Line ends must be single line feeds: the shared text counts characters. */
export type BoundModel = Pick<
  Monaco.editor.ITextModel,
  'getValue' | 'setValue' | 'getPositionAt' | 'applyEdits' | 'onDidChangeContent'
>

/**
 * @param origin of edits made in the editor, so that undo knows them
 * @returns how to end it
 */
export function bindText(shared: Y.Text, model: BoundModel, origin: object): () => void {
  let turn: 'nobody' | 'editor' | 'document' = 'nobody'

  const fromDocument = (event: Y.YTextEvent): void => {
    if (turn === 'editor') return
    turn = 'document'
    try {
      model.applyEdits(editsOf(event, model))
    } finally {
      turn = 'nobody'
    }
    // What was counted wrong anywhere must not be written back as an edit.
    if (model.getValue() !== shared.toString()) reset()
  }

  const reset = (): void => {
    turn = 'document'
    try {
      model.setValue(shared.toString())
    } finally {
      turn = 'nobody'
    }
  }

  const listening = model.onDidChangeContent(({ changes }) => {
    if (turn === 'document') return
    turn = 'editor'
    try {
      shared.doc?.transact(() => {
        // From the end to the beginning, so that earlier places stay where they are.
        for (const { rangeOffset, rangeLength, text } of [...changes].sort((a, b) => b.rangeOffset - a.rangeOffset)) {
          if (rangeLength > 0) shared.delete(rangeOffset, rangeLength)
          if (text !== '') shared.insert(rangeOffset, text)
        }
      }, origin)
    } finally {
      turn = 'nobody'
    }
  })

  if (model.getValue() !== shared.toString()) reset()
  shared.observe(fromDocument)
  return () => {
    shared.unobserve(fromDocument)
    listening.dispose()
  }
}

/** The change of a shared text, as edits of the text before it. */
function editsOf(event: Y.YTextEvent, model: BoundModel): Monaco.editor.IIdentifiedSingleEditOperation[] {
  const edits: Monaco.editor.IIdentifiedSingleEditOperation[] = []
  let at = 0
  for (const { retain, insert, delete: removed } of event.delta) {
    if (retain !== undefined) at += retain
    if (typeof insert === 'string') edits.push({ range: rangeOf(model, at, at), text: insert, forceMoveMarkers: true })
    if (removed !== undefined) {
      edits.push({ range: rangeOf(model, at, at + removed), text: '' })
      at += removed
    }
  }
  return edits
}

function rangeOf(model: BoundModel, from: number, to: number): Monaco.IRange {
  const start = model.getPositionAt(from)
  const end = model.getPositionAt(to)
  return {
    startLineNumber: start.lineNumber,
    startColumn: start.column,
    endLineNumber: end.lineNumber,
    endColumn: end.column,
  }
}
