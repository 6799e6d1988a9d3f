import path from 'node:path';

import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import node from '@astrojs/node';
import { defineConfig, fontProviders, sharpImageService } from 'astro/config';

import { assetName } from './src/adapters/asset-names.ts';
import { cardFilesModule } from './src/adapters/card-files-module.ts';
import { hubModule } from './src/adapters/hub-module.ts';
import { ledgerModule } from './src/adapters/ledger-module.ts';
import { hubSitemap } from './src/adapters/hub-sitemap.ts';
import { previewWatch } from './src/adapters/preview-watch.ts';
import { readShownReaders } from './src/adapters/shown-readers.ts';
import { shareToolbar } from './src/adapters/share-toolbar/integration.ts';
import { readSelection } from './src/adapters/site-selection.ts';
import { loadedFamilies } from './src/hub/typefaces.ts';
import { readEnvironment } from './src/server/environment.ts';
import { codeClasses } from './src/site/markdown/code-classes.ts';
import { readableMarkdown } from './src/site/markdown/readable-markdown.ts';
import { replacedElements } from './src/site/replaced-elements.ts';

const environment = readEnvironment();
const selection = await readSelection(environment.hubRoot, environment);
const { hub } = selection.content;
const readers =
  selection.readers === undefined
    ? await readShownReaders(hub, {
        place: environment,
        now: new Date(),
        remark: console.warn,
      })
    : selection.readers;
const cacheDir = path.join(
  environment.hubRoot,
  '.cache',
  environment.preview ? 'preview' : 'build',
);

export default defineConfig({
  site: hub.site,
  output: 'static',
  adapter: node({ mode: 'middleware', bodySizeLimit: 64 * 1024 }),
  outDir: path.join(environment.hubRoot, 'dist'),
  cacheDir: path.join(cacheDir, 'astro'),
  publicDir: path.join(environment.hubRoot, 'public'),
  trailingSlash: 'always',
  session: false,
  fetchFile: null,
  devToolbar: { enabled: environment.preview },
  build: { inlineStylesheets: 'never', format: 'directory' },
  // Forms are judged per route by our own rule: the built-in check refuses RFC 8058 one-click posts.
  security: { checkOrigin: false },
  integrations: [
    mdx({ optimize: { ignoreElementNames: replacedElements } }),
    hubSitemap(selection.content, selection.issues),
    previewWatch(selection),
    shareToolbar(environment.hubRoot),
  ],
  markdown: {
    processor: satteri({ hastPlugins: [readableMarkdown] }),
    shikiConfig: { theme: 'css-variables', transformers: [codeClasses] },
  },
  fonts: loadedFamilies(hub.brand.type).map(({ cssVariable, family, fallbacks, files }) => ({
    name: family,
    cssVariable,
    provider: fontProviders.local(),
    fallbacks: [...fallbacks],
    // Stand-ins come with the brand's tokens.
    optimizedFallbacks: false,
    options: {
      variants: files.map(({ src, weight, style, isFirst }) => ({
        ...{ src: [src], weight, style },
        display: isFirst ? 'swap' : 'optional',
      })),
    },
  })),
  image: {
    layout: 'constrained',
    responsiveStyles: false,
    // A seventh of the time of the default effort, for files of the same size within a few percent.
    service: sharpImageService({ avif: { effort: 2 } }),
  },
  vite: {
    plugins: [
      hubModule(selection, readers),
      ledgerModule(selection),
      cardFilesModule(path.join(cacheDir, 'drawn')),
    ],
    build: {
      assetsInlineLimit: 0,
      rolldownOptions: {
        output: { assetFileNames: assetName },
        // Each MDX module carries a directive that Rolldown does not know and that Astro has already read.
        onLog(level, log, handle) {
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
        },
      },
    },
  },
  experimental: { incrementalBuild: true },
});
