/** How the preview of an issue looks, in light and dark, from a phone up. */
export const previewStyles = `:root {
  color-scheme: light dark;
  --ground: light-dark(#f4f3f0, #171614);
  --sheet: light-dark(#ffffff, #211f1c);
  --ink: light-dark(#1d1b18, #eceae6);
  --muted: light-dark(#5d574e, #b3aca1);
  --rule: light-dark(#dcd8d0, #3d3933);
  --accent: light-dark(#2f5688, #8db4e6);
  --good: light-dark(#17663a, #79d19b);
  --good-ground: light-dark(#def2e5, #153a24);
  --bad: light-dark(#94200f, #ffab99);
  --bad-ground: light-dark(#fde4de, #501a10);
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: clamp(1rem, 3vw, 2.5rem); max-width: 92rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); }
h1 { margin: 0 0 1rem; font-size: clamp(1.5rem, 4vw, 2.1rem); line-height: 1.2; text-wrap: balance; overflow-wrap: anywhere; }
h2 { margin: 0 0 .75rem; font-size: 1.25rem; line-height: 1.3; }
p { margin: 0; }
ul { margin: 0; padding: 0; list-style: none; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.id, .why, .bytes, .form, figcaption, .checks p { color: var(--muted); }
.id { font-size: .9rem; }
.verdict { display: inline-flex; align-items: center; gap: .6rem; padding: .5rem 1rem .5rem .6rem; border-radius: 99px; font-weight: 600; }
.verdict.passed { color: var(--good); background: var(--good-ground); }
.verdict.to-mend { color: var(--bad); background: var(--bad-ground); }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: .75rem 0 1.5rem; }
nav a { padding: .35rem 0; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 28rem), 1fr)); gap: 1.5rem; align-items: start; }
section { min-width: 0; padding: clamp(1rem, 2vw, 1.5rem); border: 1px solid var(--rule); border-radius: 12px; background: var(--sheet); }
.checks li { display: flex; gap: .75rem; padding: .6rem 0; border-top: 1px solid var(--rule); overflow-wrap: anywhere; }
.checks li:first-child { border-top: 0; }
.checks li div { min-width: 0; }
.mark { flex: none; display: grid; place-items: center; width: 1.6rem; height: 1.6rem; border-radius: 50%; font-weight: 700; line-height: 1; }
.mark.passed { color: var(--sheet); background: var(--good); }
.mark.to-mend { color: var(--sheet); background: var(--bad); border-radius: 5px; }
.state { margin-left: .35rem; font-size: .85rem; font-weight: 600; }
.state.passed { color: var(--good); }
.state.to-mend { color: var(--bad); }
.sizes li { display: grid; grid-template-columns: 1fr auto; gap: .15rem 1rem; padding: .45rem 0; overflow-wrap: anywhere; }
.bytes { font-variant-numeric: tabular-nums; }
.form { margin-left: .35rem; padding: .05rem .5rem; border: 1px solid var(--rule); border-radius: 99px; font-size: .8rem; }
.bar { grid-column: 1 / -1; height: .4rem; min-width: 2px; border-radius: 99px; background: var(--accent); }
.sum { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .75rem; margin-top: .75rem; padding-top: .75rem; border-top: 1px solid var(--rule); font-weight: 600; }
.sum meter { flex: 1 1 8rem; height: 1rem; }
.reader { margin-top: 1.5rem; scroll-margin-top: 1rem; }
.subject { margin: .5rem 0 1.25rem; }
.screens { display: flex; flex-wrap: wrap; gap: 1.25rem; }
figure { margin: 0; max-width: 100%; }
figcaption { margin-bottom: .35rem; font-size: .9rem; }
.screen { max-width: 100%; overflow-x: auto; border: 1px solid var(--rule); border-radius: 10px; }
iframe[width="390"] { max-width: 100%; }
iframe { display: block; border: 0; background: #fff; }
details { margin-top: 1.25rem; }
summary { padding: .5rem 0; cursor: pointer; font-weight: 600; }
pre { max-width: 48rem; margin: .5rem 0 0; padding: 1rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; font: .9rem/1.5 ui-monospace, monospace; border: 1px solid var(--rule); border-radius: 8px; background: var(--ground); }`;
