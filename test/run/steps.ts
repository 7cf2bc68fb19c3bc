/** What `npm test` runs, in this order. */
export type Step = {
  readonly name: string
  /** How its outcome is counted: as one check, or by the report that the runner writes. */
  readonly kind: 'check' | 'vitest' | 'playwright'
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly needsChromium?: boolean
  /** It is ended and counted as failed after this long. */
  readonly limitMinutes: number
}

const vitest = [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--config',
  'test/vitest.config.ts',
  '--passWithNoTests',
]

/** Where the outcome depends on dates: run once more on the other side of the date line. */
const dateFolders = [
  'test/shared',
  'test/engine/campaigns',
  'test/engine/core/scheduler.test.ts',
  'test/engine/notifications',
]

export const steps: readonly Step[] = [
  { name: 'types', kind: 'check', args: ['node_modules/typescript/bin/tsc', '--noEmit'], limitMinutes: 4 },
  { name: 'lint', kind: 'check', args: ['node_modules/oxlint/bin/oxlint', '--type-aware'], limitMinutes: 4 },
  { name: 'format', kind: 'check', args: ['node_modules/oxfmt/bin/oxfmt', '--check'], limitMinutes: 3 },
  {
    name: 'dead code',
    kind: 'check',
    args: ['node_modules/knip/bin/knip.js', '--no-progress'],
    limitMinutes: 3,
  },
  {
    name: 'unit',
    kind: 'vitest',
    args: [...vitest, 'test/engine', 'test/shared', 'test/renderer', 'test/architecture', 'test/run'],
    env: { TZ: 'America/Bogota' },
    limitMinutes: 12,
  },
  {
    name: 'dates',
    kind: 'vitest',
    args: [...vitest, ...dateFolders],
    env: { TZ: 'Pacific/Auckland' },
    limitMinutes: 6,
  },
  { name: 'migrations', kind: 'vitest', args: [...vitest, 'test/migrations'], limitMinutes: 4 },
  { name: 'build', kind: 'check', args: ['scripts/build.js'], limitMinutes: 4 },
  { name: 'server', kind: 'vitest', args: [...vitest, 'test/server'], limitMinutes: 6 },
  {
    name: 'desktop',
    kind: 'vitest',
    args: [...vitest, 'test/desktop'],
    needsChromium: true,
    limitMinutes: 8,
  },
  {
    name: 'browser',
    kind: 'playwright',
    args: [
      'node_modules/@playwright/test/cli.js',
      'test',
      '--config',
      'test/playwright.config.ts',
      '--pass-with-no-tests',
    ],
    needsChromium: true,
    limitMinutes: 16,
  },
]
