import { doIUseEmail } from 'doiuse-email';
import { expect, test } from 'vitest';

import { composeIssue } from '#newsletter/compose-issue.ts';

import { someContent } from '../../support/content-builders.ts';
import { aMailArticle, aMailIssue } from '../../support/mail-parts.ts';

/** What some programs do not know, and why the mail is well without it. */
const exceptions: Readonly<Record<string, string>> = {
  '@media':
    'the dark scheme and room at the sides on phones are extras; without them the mail is light',
  'display:none': 'hides the preheader, which is hidden by its height of nothing as well',
  overflow: 'hides the preheader, which is not displayed anyway',
  '<body> element': 'is replaced by a box; the ground stands on the box inside it too',
  'white-space': 'keeps a long line of code inside the column; without it the line runs on',
  'role attribute':
    'says that a table is layout; a screen reader then names the table, and reads on',
};

test.each(['gmail.*', 'outlook.*', 'apple-mail.*'])('%s shows all that matters', (program) => {
  const { hub } = someContent();
  const intro = `<p>Dag <strong>lezer</strong>, <a href="https://proefhub.example/x/" class="m-link">x</a>.</p>
<table role="presentation" class="m-boxed" width="100%"><tbody><tr><td class="m-box"><p class="m-box-title">Tip</p><ul><li>een</li></ul></td></tr></tbody></table>
<table class="m-data m-rule"><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>
<blockquote><p>q</p></blockquote><pre><code>x</code></pre><hr>`;
  const { message } = composeIssue(
    aMailIssue({ intro, items: [{ article: 'a' }], question: 'Welke band is van jou?' }),
    { hub, siteUrl: hub.site, articles: [aMailArticle({ slug: 'a' })] },
  );
  const result = doIUseEmail(message.html, { emailClients: [program] });
  const errors = result.success ? [] : result.errors;
  const names = errors.map((error) => /`([^`]+)`/.exec(error)?.[1] ?? error);
  expect([...new Set(names)].filter((name) => !Object.hasOwn(exceptions, name))).toEqual([]);
});
