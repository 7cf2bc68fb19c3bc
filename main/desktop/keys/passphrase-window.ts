import { randomBytes } from 'node:crypto'
import type { BrowserWindow } from 'electron'
import type { Language } from '../../../shared/i18n/index.ts'
import { sentence } from '../../../shared/i18n/sentence.ts'
import { securityHeaders } from '../../server/security-headers.ts'
import { PAGE_HOST, PAGE_SCHEME } from '../page/address.ts'
import type { PageAnswers } from '../page/protocol.ts'
import type { AskPassphrase, PassphraseQuestion } from './passphrase.ts'

const PLACE = '/passphrase'

/** The window that asks for the passphrase, and the part of the protocol that it is served by. */
export interface PassphraseWindow {
  ask: AskPassphrase
  /** Answers what belongs to the window and passes on the rest. */
  answering(next: PageAnswers): PageAnswers
}

/**
 * A small page without scripts of the console, preload or contract: a form that is sent to the app's own
 * protocol. It answers only while the window is open, and only what carries the word it gave to the page.
 */
export function createPassphraseWindow(
  Window: typeof BrowserWindow,
  language: () => Language,
): PassphraseWindow {
  let asked:
    | { question: PassphraseQuestion; word: string; settle: (text: string | undefined) => void }
    | undefined
  return {
    ask(question) {
      const { promise, resolve } = Promise.withResolvers<string | undefined>()
      const window = new Window({
        width: 440,
        height: question === 'choose' ? 430 : 340,
        resizable: false,
        minimizable: false,
        maximizable: false,
        fullscreenable: false,
        title: 'Despacho',
        autoHideMenuBar: true,
        webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
      })
      asked = { question, word: randomBytes(16).toString('hex'), settle: resolve }
      window.on('closed', () => resolve(undefined))
      void window.loadURL(`${PAGE_SCHEME}://${PAGE_HOST}${PLACE}`)
      return promise.finally(() => {
        asked = undefined
        if (!window.isDestroyed()) window.destroy()
      })
    },
    answering: (next) => async (request) => {
      const { pathname, host } = new URL(request.url)
      if (host !== PAGE_HOST || !asked || !pathname.startsWith(PLACE)) return next(request)
      const words = { language: language(), question: asked.question, word: asked.word }
      if (request.method === 'GET' && pathname === PLACE)
        return reply('text/html; charset=utf-8', form(words))
      if (request.method === 'GET' && pathname === `${PLACE}.js`) return reply('text/javascript', script)
      if (request.method === 'GET' && pathname === `${PLACE}.css`) return reply('text/css', style)
      if (request.method !== 'POST' || request.headers.get('x-word') !== asked.word) return next(request)
      asked.settle(await request.text())
      return reply('text/plain', '')
    },
  }
}

function reply(type: string, body: string): Response {
  return new Response(body, {
    headers: {
      ...securityHeaders,
      'content-type': type,
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'`,
    },
  })
}

function form({
  language,
  question,
  word,
}: {
  language: Language
  question: PassphraseQuestion
  word: string
}): string {
  const t = (
    key: 'title' | 'choose' | 'enter' | 'label' | 'again' | 'short' | 'different' | 'wrong' | 'open',
  ) =>
    sentence(language, `desktop:passphrase.${key}`)
      .replaceAll('&', '&amp;')
      .replaceAll('"', '&quot;')
      .replaceAll('<', '&lt;')
  const choosing = question === 'choose'
  const again = `<label for="again">${t('again')}</label><input id="again" type="password" autocomplete="off" required>`
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Despacho</title>
<link rel="stylesheet" href="${PLACE}.css">
<form data-word="${word}" data-short="${t('short')}" data-different="${t('different')}"${choosing ? ' data-choosing' : ''}>
<h1>${t('title')}</h1>
<p>${t(choosing ? 'choose' : 'enter')}</p>
<label for="passphrase">${t('label')}</label>
<input id="passphrase" type="password" autocomplete="off" required autofocus>
${choosing ? again : ''}
<p id="problem" role="alert">${question === 'wrong' ? t('wrong') : ''}</p>
<button>${t('open')}</button>
</form>
<script type="module" src="${PLACE}.js"></script>
</html>`
}

const script = `const form = document.querySelector('form')
const problem = document.getElementById('problem')
form.addEventListener('submit', (event) => {
  event.preventDefault()
  const text = document.getElementById('passphrase').value
  const again = document.getElementById('again')
  if ('choosing' in form.dataset && text.length < 12) problem.textContent = form.dataset.short
  else if (again && again.value !== text) problem.textContent = form.dataset.different
  else fetch('${PLACE}', { method: 'POST', body: text, headers: { 'x-word': form.dataset.word } })
})
`

const style = `body { margin: 0; padding: 24px; font: 14px/1.5 system-ui, sans-serif; color: #171b21; background: #fafbfc }
h1 { font-size: 16px; margin: 0 0 8px } p { margin: 0 0 16px } label { display: block; margin-bottom: 4px; font-weight: 600 }
input { box-sizing: border-box; width: 100%; padding: 8px; margin-bottom: 16px; font: inherit; border: 1px solid #6f7987; border-radius: 6px; background: transparent; color: inherit }
#problem { color: #b42826; min-height: 21px } button { padding: 8px 16px; font: inherit; font-weight: 600; color: #fff; background: #3558d8; border: 0; border-radius: 6px }
:focus-visible { outline: 2px solid #3558d8; outline-offset: 2px }
@media (prefers-color-scheme: dark) { body { color: #e4e8ee; background: #14171c } #problem { color: #ff9d9a } }
`
