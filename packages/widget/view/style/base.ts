/** Colours, fonts, and the elements that are the same everywhere. The variables of the page are listed at `Look`. */
export const baseStyle = `
:host { display: block; height: 100%; }
:host([hidden]) { display: none; }
:host([data-mode="window"]) { display: contents; }

.parley {
  all: initial;
  --given: #0e6a5b;
  --accent: #0e6a5b; --accent-strong: #0c5b4e; --on-accent: #fff; --accent-text: #0e6a5b;
  --surface: var(--parley-surface, #fff);
  --sunken: var(--parley-sunken, #f1f3f5);
  --ink: var(--parley-ink, #171a1f);
  --soft: var(--parley-soft, #59616c);
  --line: var(--parley-line, #e2e5e9);
  --edge: var(--parley-edge, #858c96);
  --danger: var(--parley-danger, #b3261e);
  --online: #1a8a4a;
  --shadow: var(--parley-shadow, 0 1px 2px rgb(16 24 40 / 8%), 0 12px 40px -6px rgb(16 24 40 / 26%));
  --radius: var(--parley-radius, 18px);
  --gap: var(--parley-gap, 20px);
  color-scheme: light;
  font-family: var(--parley-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Apple SD Gothic Neo", "Malgun Gothic", sans-serif);
  /* What the person has set in their browser, whatever the page makes of its own. */
  font-size: var(--parley-font-size, medium);
  line-height: 1.5;
  color: var(--ink);
  overflow-wrap: anywhere;
  -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
}
.parley[data-theme="dark"] {
  --surface: var(--parley-surface, #14181e);
  --sunken: var(--parley-sunken, #232a33);
  --ink: var(--parley-ink, #eceff3);
  --soft: var(--parley-soft, #a8b1bd);
  --line: var(--parley-line, #2f3741);
  --edge: var(--parley-edge, #7c8694);
  --danger: var(--parley-danger, #ff9d92);
  --online: #4cc38a;
  --shadow: var(--parley-shadow, 0 1px 2px rgb(0 0 0 / 50%), 0 12px 40px -6px rgb(0 0 0 / 65%));
  color-scheme: dark;
}

*, *::before, *::after { box-sizing: border-box; }
/* Doubled, so that no display below shows what is hidden. */
[hidden][hidden] { display: none; }
h2, h3, p, ul, ol, figure, fieldset { margin: 0; padding: 0; border: 0; min-width: 0; }
button, input, textarea, select { font: inherit; color: inherit; letter-spacing: inherit; }
button { cursor: pointer; border: 1px solid transparent; background: none; margin: 0; touch-action: manipulation; -webkit-tap-highlight-color: transparent; }
a { color: var(--accent-text); text-underline-offset: 0.18em; }
:focus-visible { outline: 3px solid var(--accent-text); outline-offset: 2px; }
.panel:focus { outline: none; }
.icon { flex: none; display: block; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.soft { color: var(--soft); font-size: 0.875em; font-weight: 400; }
.error { color: var(--danger); font-size: 0.875em; }
.label { display: flex; flex-direction: column; text-align: start; min-width: 0; }
.row { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
.row.between { justify-content: space-between; }
.stack { display: flex; flex-direction: column; gap: 8px; }

.strong, .outline, .quiet, .button, .pick {
  display: inline-flex; align-items: center; justify-content: center; gap: 8px;
  min-height: 44px; padding: 8px 18px; border-radius: 12px; font-weight: 600; text-decoration: none; text-align: center;
}
.strong { background: var(--accent); color: var(--on-accent); }
.strong:hover { background: var(--accent-strong); }
.outline, .button, .pick { border: 1px solid var(--edge); color: var(--accent-text); background: var(--surface); }
.outline { color: var(--ink); }
.quiet { color: var(--accent-text); padding-inline: 12px; }
.quiet:hover, .outline:hover { background: var(--sunken); }
.button:hover, .pick:hover:enabled { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
.pick:disabled { cursor: default; color: var(--soft); border-color: var(--line); background: none; }

@media (forced-colors: active) {
  .strong, .send, .launcher, .mine .bubble, .theirs .bubble, .dots, .avatar, .jump, .panel, .tool { border: 1px solid ButtonText; }
  .dot { forced-color-adjust: none; }
  .rating .icon, .send .icon { stroke: ButtonText; }
}
`
