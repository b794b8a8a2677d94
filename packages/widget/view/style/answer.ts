/** The field for text, and the end of a conversation. */
export const answerStyle = `
.answer { flex: none; display: flex; flex-direction: column; background: var(--surface); }
.alert:empty, .hint:empty { display: none; }
.alert { padding: 8px 16px 0; font-size: 0.875em; color: var(--danger); }
.compose { padding: 8px 12px max(12px, env(safe-area-inset-bottom, 0px)); }
.entry { display: flex; align-items: flex-end; gap: 6px; padding: 4px; border: 1px solid var(--edge); border-radius: 26px; background: var(--surface); }
.entry:focus-within { border-color: var(--accent-text); box-shadow: 0 0 0 2px var(--accent-text); }
.entry :is(input, textarea) {
  flex: 1; min-width: 0; min-height: 44px; max-height: 132px; margin: 0; padding: 10px 4px 10px 14px; border: 0; background: none; outline: 2px solid transparent; outline-offset: -2px;
  font-size: max(16px, 1em); line-height: 24px; resize: none; field-sizing: content; scrollbar-width: thin;
}
[dir="rtl"] .entry :is(input, textarea) { padding: 10px 14px 10px 4px; }
.entry input:dir(rtl), .entry textarea:dir(rtl) { padding-inline: 14px 4px; }
.send { flex: none; display: grid; place-items: center; width: 44px; height: 44px; padding: 0; border-radius: 50%; background: var(--accent); color: var(--on-accent); }
.send .icon { stroke-width: 2.3; }
.send:hover { background: var(--accent-strong); }
.send[data-empty="true"] { background: var(--sunken); color: var(--soft); }
[dir="rtl"] .send .icon { transform: scaleX(-1); }
.hint { padding: 6px 14px 0; font-size: 0.8125em; color: var(--soft); }
.over { display: flex; flex-direction: column; align-items: center; gap: 12px; padding: 16px 16px max(20px, env(safe-area-inset-bottom, 0px)); border-top: 1px solid var(--line); color: var(--soft); font-size: 0.9375em; text-align: center; }
`
