/** What a question is answered with besides text. */
export const controlStyle = `
.controls { flex: 0 1 auto; max-height: min(46vh, 380px); overflow-y: auto; overscroll-behavior: contain; padding: 12px 16px 4px; border-top: 1px solid var(--line); scrollbar-width: thin; scrollbar-color: var(--edge) transparent; }
[data-mode="window"] .controls { max-height: min(46dvh, 340px); }
.control, .fields { display: flex; flex-direction: column; gap: 10px; }
.control > label, .slider label, .field > label, legend { font-weight: 600; font-size: 0.9375em; }

.controls input:not([type="checkbox"], [type="range"], [type="file"]), .controls select {
  width: 100%; min-width: 0; min-height: 46px; padding: 8px 14px; border-radius: 12px; border: 1px solid var(--edge); background: var(--surface); font-size: max(16px, 1em);
}
.controls .row > input:not([type="checkbox"]) { flex: 1 1 160px; width: auto; }
.controls input:focus-visible, .controls select:focus-visible { outline-offset: 0; }
.controls [aria-invalid="true"] { border-color: var(--danger); box-shadow: inset 0 0 0 1px var(--danger); }
::placeholder { color: var(--soft); opacity: 1; }

.choices { display: flex; flex-flow: row wrap; gap: 8px; }
.choices button { min-height: 44px; padding: 8px 16px; border: 1px solid var(--accent-text); border-radius: 22px; color: var(--accent-text); font-weight: 600; font-size: 0.9375em; line-height: 1.3; background: var(--surface); }
.choices button:hover { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.choices button:hover .soft { color: inherit; }
.choices .soft { font-size: 0.8125em; font-weight: 400; }
.choices.buttons > button { flex: 1 1 auto; }
.choices.buttons .label { text-align: center; }
.choices.buttons img, .choices.quick-replies img { display: none; }
.choices.list { flex-flow: column nowrap; gap: 6px; }
.choices.list button { display: flex; align-items: center; gap: 12px; border-radius: 12px; border-color: var(--line); color: var(--ink); text-align: start; padding: 8px 12px; }
.choices.list button:hover { color: var(--on-accent); border-color: var(--accent); }
.choices.list img, .ticks img { flex: none; width: 44px; height: 44px; object-fit: cover; border-radius: 9px; background: var(--sunken); }
.choices.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(132px, 1fr)); }
.choices.tiles button { display: flex; flex-direction: column; gap: 8px; padding: 6px 6px 10px; border-radius: 14px; border-color: var(--line); color: var(--ink); }
.choices.tiles button:hover { color: var(--on-accent); }
.choices.tiles .label { padding-inline: 6px; }
.choices.tiles img { width: 100%; aspect-ratio: 4 / 3; object-fit: cover; border-radius: 10px; background: var(--sunken); }

.search { position: sticky; top: -12px; z-index: 1; padding-block: 4px; background: var(--surface); }
.search > .icon { position: absolute; inset-inline-start: 14px; top: 50%; margin-top: -9px; color: var(--soft); pointer-events: none; }
.controls .search input:not([type="checkbox"], [type="range"], [type="file"]) { padding-inline-start: 42px; border-radius: 23px; }

.ticks { display: flex; flex-direction: column; gap: 2px; }
.tick { display: flex; align-items: center; gap: 12px; min-height: 44px; padding: 6px 10px; border-radius: 10px; cursor: pointer; font-weight: 400; font-size: 0.9375em; }
.tick:hover { background: var(--sunken); }
.tick:has(:checked) { background: var(--sunken); }
input[type="checkbox"] { flex: none; width: 20px; height: 20px; margin: 0; accent-color: var(--accent); }

.rating { display: flex; flex-flow: row wrap; gap: 2px; padding: 2px; justify-content: center; }
.rating button { display: grid; place-items: center; min-width: 46px; min-height: 46px; padding: 4px; border-radius: 12px; font-size: 1.125em; font-weight: 650; color: var(--accent-text); }
.rating button:hover, .rating button:has(~ button:hover) { background: var(--sunken); }
.rating button:hover .icon, .rating button:has(~ button:hover) .icon, .rating button:focus-visible .icon, .rating button:has(~ button:focus-visible) .icon { fill: currentColor; }
.rating button .face.face { fill: none; }
.rating:has(.face) button:has(~ button:hover) { background: none; }
.rating .icon { stroke-width: 1.6; }

.slider output { font-size: 1.25em; font-weight: 650; }
output { min-width: 56px; text-align: end; font-variant-numeric: tabular-nums; }
input[type="range"] { width: 100%; min-height: 32px; margin: 0; accent-color: var(--accent); }

.drop { display: flex; flex-direction: column; align-items: center; gap: 6px; padding: 16px; border: 1.5px dashed var(--edge); border-radius: 14px; color: var(--soft); }
.drop.over { border-color: var(--accent-text); background: var(--sunken); }
input[type="file"] { width: 100%; min-height: 44px; font-size: 0.875em; color: var(--ink); }
.drop input[type="file"] { width: auto; max-width: 100%; }
::file-selector-button { font: inherit; font-weight: 600; min-height: 40px; padding: 6px 14px; margin-inline-end: 12px; border: 1px solid var(--edge); border-radius: 10px; background: var(--surface); color: var(--accent-text); cursor: pointer; }
::file-selector-button:hover { background: var(--sunken); }
progress { flex: 1 1 120px; height: 8px; appearance: none; border: 0; border-radius: 4px; overflow: hidden; background: var(--line); }
progress::-webkit-progress-bar { background: var(--line); }
progress::-webkit-progress-value { background: var(--accent); border-radius: 4px; }
progress::-moz-progress-bar { background: var(--accent); }

.fields { gap: 16px; padding-bottom: 8px; }
.field { display: flex; flex-direction: column; gap: 5px; }
.fields > .strong { align-self: stretch; }
`
