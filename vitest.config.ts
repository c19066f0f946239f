import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A busy machine may take its time.
    expect: { poll: { timeout: 15_000 } },
    include: ['test/**/*.test.ts'],
    // The corpus tests replay thousands of statements; everything else ends in milliseconds.
    testTimeout: 120_000,
    // Programs that tests start leave no compiled code with whoever runs the tests.
    env: { NODE_DISABLE_COMPILE_CACHE: '1' },
    maxWorkers: 2,
    ...(process.env['CI'] === 'true' ? { reporters: ['default', 'json'], outputFile: { json: 'test-results.json' } } : {}),
  },
});
