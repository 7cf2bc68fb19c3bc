import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { test } from './support/console.ts'
import { atThisMachine, call } from './support/firm.ts'
import { everyRoute } from './support/routes.ts'

test.use({ hostArguments: ['--sample'] })
test.setTimeout(240_000)

for (const scheme of ['light', 'dark'] as const) {
  test(`every page is accessible, quiet and fits a phone, in the ${scheme}`, async ({ host, browser }) => {
    const context = await atThisMachine(host, browser, {
      colorScheme: scheme,
      locale: 'es-CL',
      viewport: { width: 1_440, height: 900 },
    })
    const ask = <Answer>(path: string, input?: unknown): Promise<Answer> =>
      call<Answer>(context.request, host.origin, path, input)
    await ask('session/unlock', {})
    await ask('session/preferences', { theme: scheme, language: scheme === 'light' ? 'es' : 'en' })
    const page = await context.newPage()
    const complaints = complaintsOf(page)
    const faults: string[] = []
    for (const route of await everyRoute(ask)) {
      await page.setViewportSize({ width: 1_440, height: 900 })
      await page.goto(route)
      await settled(page)
      faults.push(...(await seriousFaults(page)).map((fault) => `${route} ${fault}`))
      await page.setViewportSize({ width: 390, height: 844 })
      const over = await overflow(page)
      if (over > 0) faults.push(`${route} is ${over} px wider than a phone`)
      faults.push(...complaints.splice(0).map((complaint) => `${route} says: ${complaint}`))
    }
    await context.close()
    expect(faults).toEqual([])
  })
}

/** The page is there, with its data, and nothing moves any more. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('h1').first()).toBeVisible()
  await expect(page.locator('.mantine-Skeleton-root')).toHaveCount(0)
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))),
  )
}

async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
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
    if (message.type() === 'error') complaints.push(message.text().slice(0, 300))
  })
  page.on('pageerror', (error) => complaints.push(error.message.slice(0, 300)))
  return complaints
}
