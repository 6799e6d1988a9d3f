import ArticleImage from './ArticleImage.astro';
import Aside from './editorial/Aside.astro';
import Callout from './editorial/Callout.astro';
import Disclosure from './editorial/Disclosure.astro';
import Download from './editorial/Download.astro';
import Figure from './editorial/Figure.astro';
import KeyPoints from './editorial/KeyPoints.astro';
import PullQuote from './editorial/PullQuote.astro';
import Source from './editorial/Source.astro';
import Steps from './editorial/Steps.astro';

/** What editors may use in MDX without importing it; `articles/components.ts` says how. */
export const editorialComponents = {
  Aside,
  Callout,
  Disclosure,
  Download,
  Figure,
  KeyPoints,
  PullQuote,
  Source,
  Steps,
  img: ArticleImage,
};
