import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, type Browser, type Page } from '@playwright/test'
import type { Host } from './host.ts'
import { aMailDesk, type MailDesk } from './mail-desk.ts'

/** A window that is always open: the console runs on the real clock. */
const alwaysOpen = { weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00', excludeHolidays: false }

export interface CampaignDesk extends MailDesk {
  /** The first rows of an ageing report as an ERP writes it. */
  report(rows: number, name?: string): Promise<{ name: string; mimeType: string; buffer: Buffer }>
  /** A campaign by the contract, of the first rows of the report; launched at once. Returns its id. */
  launched(name: string, settings: { rows: number; strategy: 'ramp_up' | 'batch' }): Promise<string>
}

const fixture = (name: string): Promise<Buffer> =>
  readFile(fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url)))

/** A firm with the templates and the sandbox account of every new workspace. */
export async function aCampaignDesk(host: Host, browser: Browser): Promise<CampaignDesk> {
  const desk = await aMailDesk(host, browser)
  const report: CampaignDesk['report'] = async (rows, name = 'ageing-windows-1252.csv') => {
    const whole = await fixture(name)
    let end = 0
    for (let line = 0; line <= rows; line += 1) {
      const next = whole.indexOf(0x0a, end)
      end = next < 0 ? whole.length : next + 1
    }
    return { name, mimeType: 'text/csv', buffer: whole.subarray(0, end) }
  }
  return {
    ...desk,
    report,
    async launched(name, { rows, strategy }) {
      const templates = await desk.call<{ items: { id: string; name: string }[] }>('templates/list', {
        limit: 50,
      })
      const accounts = await desk.call<{ items: { id: string }[] }>('mail/list', { limit: 10 })
      const campaign = await desk.call<{ id: string }>('campaigns/create', {
        name,
        strategy,
        window: alwaysOpen,
        rulePack: 'none',
        accountId: accounts.items[0]?.id ?? null,
        templateId: templates.items.find((template) => template.name.startsWith('Recordatorio'))?.id ?? null,
      })
      const page = await desk.page()
      await page.goto(`/campaigns/${campaign.id}/wizard/recipients`)
      await importReport(page, await report(rows))
      // Whoever is in another campaign already stays out unless it is let through.
      const letThrough = page.getByRole('switch', { name: 'Dejar pasar' })
      if (await letThrough.isVisible()) await letThrough.press('Space')
      await expect(page.getByText(`${rows} recibirán el mensaje`)).toBeVisible()
      await desk.call('campaigns/launch', { id: campaign.id })
      await page.context().close()
      return campaign.id
    },
  }
}

/** Chooses a file on the open Recipients step and imports it as it is understood. */
export async function importReport(
  page: Page,
  file: { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Elegir archivo' }).click()
  await (await chooser).setFiles(file)
  await page.getByRole('button', { name: 'Validar e importar' }).click()
  await expect(page.getByRole('heading', { name: 'Informe de validación' })).toBeVisible()
}

/** Opens the window at any hour of any day and takes the contact rules away. */
export async function openAlways(page: Page): Promise<void> {
  const days = page.getByRole('group', { name: 'Días' }).getByRole('checkbox')
  for (const day of await days.all()) if (!(await day.isChecked())) await day.press('Space')
  await choose(page, 'Desde', '00:00')
  await choose(page, 'Hasta', '24:00')
  await page.getByRole('switch', { name: 'No enviar en feriados' }).press('Space')
  await choose(page, 'Reglas', 'Ninguna')
}

/** Chooses from a list by its label. */
export async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('option', { name: option, exact: typeof option === 'string' }).click()
}
