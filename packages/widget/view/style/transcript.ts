/** What has been said. */
export const transcriptStyle = `
.middle { position: relative; flex: 1 1 0; min-height: 112px; display: flex; flex-direction: column; }
.log { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: 12px 16px 12px 12px; display: flex; flex-direction: column; scrollbar-width: thin; scrollbar-color: var(--edge) transparent; }
[dir="rtl"] .log { padding: 12px 12px 12px 16px; }
.log:focus-visible { outline-offset: -3px; }
/* Pushes a short conversation down to where it is answered, and still scrolls from its beginning. */
.log::before { content: ""; margin-top: auto; }

.day { align-self: center; margin: 12px 0 4px; font-size: 0.75em; font-weight: 600; color: var(--soft); }
.message { display: flex; flex-direction: column; max-width: 88%; margin-top: 3px; }
.message.first { margin-top: 14px; }
.message.mine { align-self: flex-end; align-items: flex-end; padding-inline-start: 24px; }
.message.theirs { align-self: flex-start; align-items: flex-start; }
.message.wide { width: 100%; max-width: min(100%, 560px); }
.line { display: flex; align-items: flex-end; gap: 8px; max-width: 100%; }
.wide .line, .wide .bubble { width: 100%; min-width: 0; }
.bubble { min-width: 0; padding: 10px 14px; font-size: 0.9375em; line-height: 1.45; border-radius: var(--radius); background: var(--sunken); }
.theirs .bubble { border-end-start-radius: 6px; }
.theirs:not(.first) .bubble { border-start-start-radius: 6px; }
.mine .bubble { background: var(--accent); color: var(--on-accent); border-end-end-radius: 6px; }
.mine:not(.first) .bubble { border-start-end-radius: 6px; }
.agent .bubble { background: var(--surface); box-shadow: inset 0 0 0 1px var(--accent-text); }
.own { white-space: pre-wrap; }
.from { margin: 0 0 2px 36px; font-size: 0.75em; font-weight: 600; color: var(--accent-text); }
[dir="rtl"] .from { margin: 0 36px 2px 0; }
.bubble > * + *:not(.hidden) { margin-top: 8px; }
.bubble > .hidden + * { margin-top: 0; }
/* Korean words are not broken between their syllables. */
.parley :lang(ko) { word-break: keep-all; }
.bubble ul, .bubble ol { padding-inline-start: 20px; }
.mine .bubble a { color: inherit; }
.mine .bubble .soft { color: inherit; opacity: 1; }

.delivery { display: flex; flex-wrap: wrap; align-items: center; gap: 4px; min-height: 20px; margin-top: 3px; padding-inline: 4px; font-size: 0.75em; color: var(--soft); font-variant-numeric: tabular-nums; }
.theirs .delivery { padding-inline-start: 40px; }
.delivery button { min-height: 28px; padding: 2px 8px; color: var(--accent-text); font-weight: 600; text-decoration: underline; text-underline-offset: 0.18em; border-radius: 8px; }
.mine.sending .bubble, .mine.waiting .bubble { background: var(--surface); color: var(--ink); box-shadow: inset 0 0 0 1px var(--edge); }
.mine.sending .bubble { background: var(--accent); color: var(--on-accent); box-shadow: none; }
.mine.failed .bubble { background: var(--surface); color: var(--ink); box-shadow: inset 0 0 0 1.5px var(--danger); }
.mine.failed .delivery { color: var(--danger); }

.typing { display: flex; align-items: flex-end; gap: 8px; margin-top: 12px; }
.dots { display: flex; gap: 5px; padding: 15px 16px; border-radius: var(--radius); border-end-start-radius: 6px; background: var(--sunken); }
.dots span { width: 7px; height: 7px; border-radius: 50%; background: var(--soft); }
.dots span:nth-child(2) { animation-delay: 0.15s; }
.dots span:nth-child(3) { animation-delay: 0.3s; }

.waiting[aria-hidden] { display: flex; flex-direction: column; gap: 8px; padding-inline-start: 36px; }
.waiting[aria-hidden] span { height: 40px; width: 62%; border-radius: var(--radius); background: var(--sunken); }
.waiting[aria-hidden] span:nth-child(2) { width: 44%; }
.waiting[aria-hidden] span:nth-child(3) { width: 70%; }

.jump {
  position: absolute; bottom: 10px; left: 50%; transform: translateX(-50%); display: flex; align-items: center; gap: 6px; min-height: 36px; min-width: 36px; padding: 6px 8px;
  justify-content: center; border-radius: 18px; border-color: var(--line); background: var(--surface); color: var(--ink); box-shadow: var(--shadow); font-size: 0.875em; font-weight: 600;
}
.jump.news { padding-inline: 12px 16px; background: var(--accent); color: var(--on-accent); border-color: transparent; }

@media (prefers-reduced-motion: no-preference) {
  .message { animation: arrive 200ms ease-out; }
  .dots span { animation: breathe 1.2s ease-in-out infinite; }
  .waiting span { animation: pulse 1.4s ease-in-out infinite; }
  .log { scroll-behavior: auto; }
}
@keyframes arrive { from { transform: translateY(8px); } }
@keyframes breathe { 50% { opacity: 0.3; transform: translateY(-3px); } }
@keyframes pulse { 50% { opacity: 0.5; } }
`
