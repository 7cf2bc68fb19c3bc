import type { EngineContext } from '../core/context.ts'

/** What a test of an account says, in the workspace's language, with characters that show a wrong encoding. */
export function testMessage(ctx: EngineContext, account: string): { subject: string; text: string } {
  const { name, locale, zone } = ctx.workspace()
  const when = new Intl.DateTimeFormat(locale, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: zone,
  }).format(ctx.clock.now())
  return locale.startsWith('es')
    ? {
        subject: `Prueba de envío de ${name}`,
        text: `Este mensaje salió por la cuenta «${account}» el ${when}.\n\nSi se lee bien «ñandú, acción, 1.234.567,89 €», la cuenta está lista.\n\n${name}\n`,
      }
    : {
        subject: `Test message from ${name}`,
        text: `This message left through the account “${account}” on ${when}.\n\nIf “ñandú, résumé, €1,234,567.89” reads well, the account is ready.\n\n${name}\n`,
      }
}
