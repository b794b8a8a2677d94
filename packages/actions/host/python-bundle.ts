/** The Python of a solution as a version keeps it: plain JSON. */
export interface PythonBundle {
  /** Texts by their path inside the solution's folder: `app.py`, `actions/TrackUser.py`. */
  readonly files: { readonly [path: string]: string }
  /** Where each action is, by its name. */
  readonly actions: { readonly [name: string]: { readonly file: string; readonly class: string } }
}
