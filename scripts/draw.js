// Turning a drawing into PNG with the Chromium of this machine, for the scripts that make icons.

/**
 * Drawings as PNG, with nothing behind them.
 * @param {{ svg: string, size: number }[]} drawings size in pixels
 * @returns {Promise<Buffer[]>} in the same order
 */
export async function draw(drawings) {
  const { chromium } = await import('@playwright/test')
  const executablePath = process.env.DESPACHO_CHROMIUM ?? '/usr/bin/chromium'
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const browser = await chromium.launch({ executablePath, args })
  const page = await browser.newPage()
  /** @type {Buffer[]} */
  const images = []
  for (const { svg, size } of drawings) {
    await page.setViewportSize({ width: size, height: size })
    await page.setContent(
      `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
    )
    images.push(await page.screenshot({ omitBackground: true }))
  }
  await browser.close()
  return images
}
