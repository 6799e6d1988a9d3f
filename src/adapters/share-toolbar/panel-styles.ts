/** The bar is dark whatever the page is; these colours are read on its #13151a (WCAG 2.2 §1.4.3). */
export const panelStyles = `
.panel { overflow: auto; max-block-size: 60vh; padding-inline-end: 0.5rem; color: #e6e9ef; font: 0.875rem/1.5 system-ui, sans-serif; }
h1 { margin: 0 0 0.75rem; font-size: 1.1rem; color: #fff; }
h2 { margin: 0 0 0.4rem; font-size: 0.95rem; color: #fff; }
small, .quiet { color: #b4bccb; font-weight: 400; }
section { margin-block: 1rem; padding-block-start: 1rem; border-block-start: 1px solid #343841; }
pre { margin: 0.4rem 0 0; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
pre b { color: #8ab4ff; font-weight: 500; }
.folded { color: #b4bccb; }
.fold { margin: 0.4rem 0 0; border-block-start: 2px dashed #8ab4ff; color: #b4bccb; font-size: 0.75rem; }
.count { display: grid; grid-template-columns: 8rem 1fr; align-items: center; gap: 0.75rem; margin: 0; color: #b4bccb; font-variant-numeric: tabular-nums; }
.bar { overflow: hidden; block-size: 0.4rem; border-radius: 99px; background: #343841; }
.bar > span { display: block; block-size: 100%; background: #8ab4ff; }
.is-over .bar > span { background: #ff8a80; }
.count strong, .problems .error { color: #ff8a80; }
.problems { margin: 0; padding-inline-start: 1.1rem; }
.problems .warning, .warning { color: #ffd54f; }
`;
