/** Launcher, window, header. */
export const frameStyle = `
.launcher {
  position: fixed; bottom: calc(var(--gap) + env(safe-area-inset-bottom, 0px)); z-index: var(--parley-z-index, 2147483000);
  display: flex; align-items: center; gap: 10px; min-width: 60px; height: 60px; padding: 0 15px; border-radius: 30px;
  background: var(--accent); color: var(--on-accent); box-shadow: var(--shadow); font-weight: 600;
  max-width: calc(100vw - 2 * var(--gap));
}
.launcher:hover { background: var(--accent-strong); }
/* Whatever is behind it on the page, one of the two rings is seen. */
.launcher:focus-visible { outline: 3px solid var(--surface); outline-offset: 0; box-shadow: 0 0 0 6px var(--accent-text); }
[data-side="right"] .launcher { right: var(--gap); }
[data-side="left"] .launcher { left: var(--gap); }
[data-full="true"][data-open="true"] .launcher { display: none; }
.launch-words { padding-inline-end: 7px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.unread {
  position: absolute; top: -5px; inset-inline-end: -5px; min-width: 24px; height: 24px; padding: 0 6px; border-radius: 12px;
  background: #c6211a; color: #fff; border: 2px solid #fff; font-size: 12px; line-height: 20px; font-weight: 700; text-align: center;
  font-variant-numeric: tabular-nums;
}

.panel { display: flex; flex-direction: column; background: var(--surface); color: var(--ink); position: relative; overflow: hidden; }
.inside { flex: 1; min-height: 0; display: flex; flex-direction: column; overflow-y: auto; overscroll-behavior: contain; }
[data-mode="inline"], [data-mode="page"] { display: block; height: 100%; min-height: inherit; }
[data-mode="inline"] .panel, [data-mode="page"] .panel { height: 100%; min-height: inherit; border-radius: inherit; }
[data-mode="inline"] .panel { border: 1px solid var(--line); border-radius: var(--radius); min-height: 320px; }
[data-mode="window"] .panel {
  position: fixed; z-index: var(--parley-z-index, 2147483000); bottom: calc(var(--gap) + 76px);
  width: min(var(--parley-width, 400px), 100vw - 2 * var(--gap));
  height: min(var(--parley-height, 704px), 100dvh - 2 * var(--gap) - 76px);
  border: 1px solid var(--line); border-radius: calc(var(--radius) + 4px); box-shadow: var(--shadow);
}
[data-side="right"] .panel { right: var(--gap); transform-origin: bottom right; }
[data-side="left"] .panel { left: var(--gap); transform-origin: bottom left; }
[data-mode="window"][data-full="true"] .panel {
  inset: var(--visible-top, 0px) 0 auto; width: auto; height: var(--visible-height, 100dvh); border: 0; border-radius: 0; box-shadow: none;
}
[data-mode="inline"] .panel, [data-mode="page"] .panel { position: relative; inset: auto; }

.head { flex: none; display: flex; align-items: center; gap: 4px; min-height: 64px; padding: 8px 8px 8px 16px; border-bottom: 1px solid var(--line); background: var(--surface); position: relative; z-index: 2; }
[dir="rtl"] .head { padding: 8px 16px 8px 8px; }
.who { flex: 1; min-width: 0; padding-inline-start: 8px; }
.who h2 { font-size: 1em; line-height: 1.3; font-weight: 650; letter-spacing: -0.005em; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
.state { display: flex; align-items: center; gap: 6px; font-size: 0.8125em; line-height: 1.4; color: var(--soft); }
.dot { flex: none; width: 8px; height: 8px; border-radius: 50%; background: var(--edge); }
.dot[data-state="open"] { background: var(--online); }
.dot[data-state="lost"], .dot[data-state="offline"] { background: var(--danger); }
.tool { flex: none; display: grid; place-items: center; width: 44px; height: 44px; border-radius: 12px; padding: 0; color: var(--soft); }
.tool:hover, .tool[aria-expanded="true"] { background: var(--sunken); color: var(--ink); }

.avatar { flex: none; display: grid; place-items: center; width: 28px; height: 28px; border-radius: 50%; overflow: hidden; background: var(--accent); color: var(--on-accent); }
.head .avatar { width: 40px; height: 40px; }
.head .avatar .icon { width: 22px; height: 22px; }
.avatar img { width: 100%; height: 100%; object-fit: cover; }
.avatar.none { background: none; }
.avatar.agent { background: var(--surface); color: var(--accent-text); box-shadow: inset 0 0 0 2px var(--accent-text); }

.menu-place { position: relative; }
.menu {
  position: absolute; z-index: 3; top: calc(100% + 6px); inset-inline-end: -48px; width: max-content; min-width: 200px; max-width: min(320px, 80vw);
  max-height: 60vh; overflow-y: auto; padding: 6px; list-style: none; border: 1px solid var(--line); border-radius: 14px; background: var(--surface); box-shadow: var(--shadow);
}
.menu button { width: 100%; min-height: 44px; padding: 8px 12px; border-radius: 9px; text-align: start; }
.menu button:hover, .menu button:focus-visible { background: var(--sunken); }
.menu button:focus-visible { outline-offset: -2px; }

.trouble { flex: none; display: flex; align-items: center; gap: 8px; padding: 8px 16px; font-size: 0.875em; color: var(--danger); background: var(--sunken); border-bottom: 1px solid var(--line); }

.veil { position: absolute; inset: 0; z-index: 4; display: flex; align-items: flex-end; padding: 12px; background: rgb(8 12 18 / 48%); overflow-y: auto; }
.ask { flex: 1; max-width: 460px; margin: auto auto 0; padding: 20px; border-radius: 16px; background: var(--surface); box-shadow: var(--shadow); display: flex; flex-direction: column; gap: 8px; }
.ask h3 { font-size: 1.125em; line-height: 1.3; font-weight: 650; }
.ask .row { margin-top: 8px; }
.ask .row > * { flex: 1 1 auto; }

@media (prefers-reduced-motion: no-preference) {
  [data-mode="window"] .panel { animation: open 180ms cubic-bezier(0.2, 0.9, 0.3, 1); }
  .launcher { transition: background-color 120ms, transform 120ms; }
  .launcher:hover { transform: scale(1.05); }
  .ask { animation: rise 160ms ease-out; }
}
@keyframes open { from { transform: scale(0.94) translateY(12px); } }
@keyframes rise { from { transform: translateY(16px); } }
`
