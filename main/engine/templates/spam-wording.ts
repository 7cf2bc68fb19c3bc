/**
 * Wording that filters and people mistrust in letters about money. Chosen for collections: a
 * letter has to say "deuda" and "pago", so such words alone are not in the list.
 */
export const spamWording: readonly { language: 'es' | 'en'; pattern: RegExp }[] = [
  ...patterns('es', [
    'gratis',
    'haga clic (aquí|ahora)',
    'actúe (ya|ahora)',
    'última oportunidad',
    'urgente',
    'oferta (especial|limitada|exclusiva)',
    'dinero (fácil|rápido)',
    'gane dinero',
    'sin (costo|compromiso|riesgo)',
    '100 ?% (gratis|garantizado)',
    'felicidades',
    'ha sido seleccionad[oa]',
    'premio',
    'elimine (su|sus) deudas?',
    'limpie su historial',
    'será embargad[oa]',
    'orden de captura',
    'cárcel',
  ]),
  ...patterns('en', [
    'click here( now)?',
    'act now',
    'last chance',
    'urgent',
    'free money',
    'risk[- ]free',
    'no obligation',
    '100 ?% (free|guaranteed)',
    'congratulations',
    'you (have been|were) selected',
    'winner',
    'special (offer|promotion)',
    'limited time',
    'eliminate (your )?debt',
    'fix your credit',
    'you will be arrested',
    'warrant for your arrest',
  ]),
]

function patterns(language: 'es' | 'en', list: string[]): { language: 'es' | 'en'; pattern: RegExp }[] {
  return list.map((words) => ({ language, pattern: new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'iu') }))
}
