/** What messages show besides words. */
export const contentStyle = `
.media, .media video { display: block; min-width: 64px; max-width: 100%; max-height: 320px; border-radius: 12px; }
img.media { height: auto; }
.mine .bubble:has(> img.media) { padding: 4px; background: none; box-shadow: inset 0 0 0 1px var(--line); }
figure.media video { width: 100%; background: #000; }
figcaption { margin-top: 6px; font-size: 0.875em; color: var(--soft); }
.bubble iframe { display: block; width: 100%; border: 1px solid var(--line); border-radius: 12px; background: #fff; color-scheme: light; }
.bubble .button { display: flex; background: var(--surface); }
.badge { flex: none; display: grid; place-items: center; width: 40px; height: 40px; border-radius: 10px; background: var(--surface); color: var(--accent-text); }
.attachment, .place { display: flex; align-items: center; gap: 12px; }
.place { align-items: flex-start; }
.attachment { text-decoration: none; color: inherit; padding: 2px 4px 2px 0; border-radius: 10px; min-height: 44px; }
.attachment .name { font-weight: 600; text-decoration: underline; text-underline-offset: 0.18em; }
.place .name { font-weight: 600; }
.place a { display: inline-block; padding-block: 3px; }

.carousel { position: relative; }
.cards { display: flex; gap: 12px; margin: 2px -2px; padding: 2px; list-style: none; overflow-x: auto; scroll-snap-type: x proximity; scrollbar-width: thin; scrollbar-color: var(--edge) transparent; border-radius: 14px; }
.bubble .cards { padding-inline: 2px; padding-bottom: 8px; }
.card { flex: 0 0 min(232px, 80%); display: flex; flex-direction: column; border: 1px solid var(--line); border-radius: 14px; background: var(--surface); overflow: hidden; scroll-snap-align: start; }
.card > img { width: 100%; aspect-ratio: 16 / 10; object-fit: cover; background: var(--line); }
.card .words { flex: 1; display: flex; flex-direction: column; gap: 4px; padding: 12px; }
.card .stack { margin-top: auto; padding-top: 8px; }
.card .button, .card .pick { padding-inline: 12px; }
.turn { display: none; }
@media (hover: hover) and (pointer: fine) {
  .turn { display: flex; justify-content: flex-end; gap: 4px; padding-top: 2px; }
  .turn button { display: grid; place-items: center; width: 32px; height: 32px; padding: 0; border-radius: 50%; color: var(--soft); }
  .turn button:hover { background: var(--surface); color: var(--ink); }
}
@media (prefers-reduced-motion: no-preference) { .cards { scroll-behavior: smooth; } }
[dir="rtl"] .turn .icon { transform: scaleX(-1); }
`
