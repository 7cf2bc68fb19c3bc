import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContext, expect, type Page } from '@playwright/test'
import { test } from './support/console.ts'
import { atThisMachine, call } from './support/firm.ts'
import { type Ask, everyRoute } from './support/routes.ts'

test.use({ hostArguments: ['--sample'] })
test.describe.configure({ mode: 'parallel' })
test.setTimeout(240_000)

const PARTS = 2
for (let part = 0; part < PARTS; part++) {
  test(`every page is accessible in light and dark, fits a phone and complains of nothing (${part + 1} of ${PARTS})`, async ({
    host,
    browser,
  }) => {
    const context = await atThisMachine(host, browser, { colorScheme: 'light', locale: 'es-CL' })
    const ask: Ask = (path, input) => call(context.request, host.origin, path, input)
    await ask('session/unlock', {})
    await ask('session/preferences', { theme: 'light', language: part === 0 ? 'es' : 'en' })
    const routes = (await everyRoute(ask)).filter((_, index) => index % PARTS === part)
    expect(await faultsOf(context, routes)).toEqual([])
    await context.close()
  })
}

async function faultsOf(context: BrowserContext, routes: readonly string[]): Promise<string[]> {
  const page = await context.newPage()
  const complaints = complaintsOf(page)
  const faults: string[] = []
  for (const route of routes) {
    await page.setViewportSize({ width: 1_440, height: 900 })
    await page.goto(route)
    await settled(page)
    const found = await seriousFaults(page)
    await inTheDark(page)
    found.push(...(await seriousFaults(page, ['color-contrast'])).map((fault) => `dark ${fault}`))
    await page.setViewportSize({ width: 390, height: 844 })
    const over = await overflow(page)
    if (over > 0) found.push(`is ${over} px wider than a phone`)
    found.push(...complaints.splice(0).map((complaint) => `says: ${complaint}`))
    faults.push(...found.map((fault) => `${route} ${fault}`))
  }
  return faults
}

/** The page is there, with its data, and nothing moves any more. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('h1').first()).toBeVisible()
  await expect(page.locator('.mantine-Skeleton-root')).toHaveCount(0)
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))),
  )
}

/** Only colours differ in the dark: the same page is looked at again, not loaded anew. */
async function inTheDark(page: Page): Promise<void> {
  await page.evaluate(() => document.documentElement.setAttribute('data-mantine-color-scheme', 'dark'))
}

/** What axe finds serious or critical; of all its rules unless some are named. */
async function seriousFaults(page: Page, rules: readonly string[] = []): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode()
  const { violations } = await (rules.length > 0 ? axe.withRules([...rules]) : axe).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
}

/** Pixels by which the content is wider than its place. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const content = document.querySelector('#content') ?? document.documentElement
    return content.scrollWidth - content.clientWidth
  })
}

/** What the page wrote into the browser's console as an error: a content policy that was hit, a crash. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    // axe looks into the frames of messages, in which no script may run.
    if (message.text().startsWith("Blocked script execution in 'about:srcdoc'")) return
    if (message.type() === 'error') complaints.push(message.text().slice(0, 300))
  })
  page.on('pageerror', (error) => complaints.push(error.message.slice(0, 300)))
  return complaints
}
