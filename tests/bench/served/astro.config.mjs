import path from 'node:path';

import node from '@astrojs/node';
import { defineConfig } from 'astro/config';

// The yardstick for serving: Astro's own server, as its adapter gives it, with nothing tuned.
const out = process.env.SERVED_OUT ?? '.';

export default defineConfig({
  site: 'https://meethub.example',
  adapter: node({ mode: 'standalone' }),
  outDir: path.join(out, 'dist'),
  cacheDir: path.join(out, 'cache'),
});
