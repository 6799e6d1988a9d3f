import { defineConfig } from 'vitest/config';

const folders = ['unit', 'contracts', 'endpoints', 'scripts', 'build'] as const;

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    projects: folders.map((name) => ({
      extends: true,
      test: {
        name,
        include: [`tests/${name}/**/*.test.ts`],
        setupFiles: ['tests/support/properties.ts'],
        // Decisions leave nothing behind: their tests may share what is loaded.
        ...(name === 'unit' && { isolate: false }),
        // Builds share a machine's cores and the project's .astro/, so their tests run file after file.
        ...(name === 'contracts' && { globalSetup: ['tests/support/postgres-setup.ts'] }),
        ...(name === 'build' && {
          globalSetup: ['tests/support/build-setup.ts'],
          fileParallelism: false,
        }),
        testTimeout: name === 'build' ? 300_000 : 180_000,
        hookTimeout: name === 'build' ? 300_000 : 180_000,
        // A busy machine is not a fault: what is waited for may take its time.
        expect: { poll: { timeout: 30_000 } },
      },
    })),
  },
});
