import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { add, closingLine, countPlaywright, countVitest, judge, none, type Counts } from './counts.ts'
import { endAll, execute } from './execute.ts'
import { getChromium } from './get-chromium.ts'
import { steps, type Step } from './steps.ts'

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`

/** Runs one step and counts its outcome. */
async function runStep(step: Step, reports: string): Promise<Counts> {
  const file = join(reports, `${step.name}.json`)
  const chromium = step.needsChromium ? await getChromium() : undefined
  if (step.needsChromium && !chromium) {
    console.error('No Chromium could be found or fetched. Install one, or name it in DESPACHO_CHROMIUM.')
    return { ...none, failed: 1 }
  }
  const env = {
    ...step.env,
    ...(chromium && { DESPACHO_CHROMIUM: chromium }),
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  }
  const args = [...step.args, ...reporterArguments(step, file)]
  const code = await execute(process.execPath, args, { env, limitMinutes: step.limitMinutes })
  if (step.kind === 'check') return code === 0 ? { ...none, passed: 1 } : { ...none, failed: 1 }
  return judge(readReport(step, file), code)
}

function reporterArguments(step: Step, file: string): string[] {
  if (step.kind === 'vitest') return ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`]
  return step.kind === 'playwright' ? ['--reporter=dot,json'] : []
}

function readReport(step: Step, file: string): Counts | undefined {
  try {
    const report: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return step.kind === 'vitest' ? countVitest(report) : countPlaywright(report)
  } catch (error) {
    console.error(`The report of ${step.name} could not be read: ${String(error)}`)
    return undefined
  }
}

/** The steps named on the command line, or all. Ends with a sentence on an unknown name. */
function chosen(names: readonly string[]): readonly Step[] {
  const unknown = names.find((name) => !steps.some((step) => step.name === name))
  if (unknown !== undefined) {
    console.error(`There is no step "${unknown}". Steps: ${steps.map((step) => step.name).join(', ')}.`)
    process.exit(2)
  }
  return names.length === 0 ? steps : steps.filter((step) => names.includes(step.name))
}

async function run(): Promise<void> {
  const started = performance.now()
  const reports = mkdtempSync(join(tmpdir(), 'despacho-test-'))
  const summary: string[] = []
  let total = none
  for (const step of chosen(process.argv.slice(2))) {
    console.log(`\n── ${step.name} ${'─'.repeat(Math.max(3, 60 - step.name.length))}`)
    const begun = performance.now()
    const counts = await runStep(step, reports)
    total = add(total, counts)
    summary.push(`${step.name.padEnd(12)} ${closingLine(counts)} (${seconds(begun)})`)
    console.log(summary.at(-1))
  }
  rmSync(reports, { recursive: true, force: true })
  console.log(`\n── all steps, ${seconds(started)} ${'─'.repeat(40)}\n${summary.join('\n')}\n`)
  console.log(closingLine(total))
  process.exitCode = total.failed > 0 ? 1 : 0
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    endAll()
    process.exit(130)
  })
}
await run()
