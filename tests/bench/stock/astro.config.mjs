import path from 'node:path';

import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';

// What `npm create astro` and `astro add mdx` give, with nothing tuned: the yardstick of the benchmark.
const out = process.env.STOCK_OUT ?? '.';

export default defineConfig({
  site: 'https://meethub.example',
  integrations: [mdx()],
  outDir: path.join(out, 'dist'),
  cacheDir: path.join(out, 'cache'),
});
