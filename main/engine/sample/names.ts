import type { Random } from '../core/random.ts'

/** Words that sample people and firms are made of: plainly invented, believable in both languages. */
export const names = {
  es: {
    first:
      'Ana|Andrés|Begoña|Camila|Catalina|Cristóbal|Daniela|Diego|Elías|Emilia|Fabián|Gabriela|Germán|Héctor|Inés|Joaquín|Julieta|Lucía|Magdalena|Martín|Matías|Mónica|Nicolás|Óscar|Pía|Raúl|Rocío|Sebastián|Sofía|Tomás|Úrsula|Valentín|Verónica|Ximena',
    last: 'Acuña|Agüero|Álvarez|Avendaño|Bascuñán|Bolaños|Briceño|Cabañas|Castañeda|Cevallos|Echagüe|Espínola|Fariña|García|Gutiérrez|Ibáñez|Jiménez|León|López|Magaña|Muñoz|Núñez|Ordóñez|Peña|Quiñones|Ramírez|Sáenz|Sepúlveda|Ureña|Vásquez|Yáñez|Zúñiga',
    trades:
      'Comercial|Distribuidora|Ferretería|Panadería|Librería|Transportes|Agrícola|Textil|Viña|Imprenta|Constructora|Farmacia|Clínica|Hotel',
    places:
      'Los Aromos|del Sur|Andina|La Florida|Puerto Claro|Santa Elena|El Roble|Costanera|San Lorenzo|Las Araucarias|Ñuble|Quebrada Honda',
    forms: ['Ltda.', 'S.A.', 'SpA', 'EIRL'],
    positions: ['Gerente general', 'Contadora', 'Tesorero', 'Jefa de finanzas', 'Administradora', 'Socio'],
  },
  en: {
    first:
      'Abigail|Andrew|Brianna|Caleb|Chloe|Daniel|Diana|Elliot|Emma|Felix|Grace|Harold|Irene|Jasper|Julia|Kevin|Laura|Marcus|Monica|Nathan|Olivia|Oscar|Paula|Quentin|Rachel|Samuel|Sofia|Thomas|Ursula|Victor|Wendy|Zoe',
    last: 'Abbott|Barnes|Calloway|Dawson|Ellison|Fletcher|Garrison|Hawthorne|Ingram|Jennings|Keller|Lindqvist|Mercer|Nolan|Osborne|Prescott|Quimby|Ramsey|Sinclair|Thornton|Underwood|Vaughn|Whitaker|Yates',
    trades:
      'Hardware|Bakery|Logistics|Textiles|Printing|Dental|Landscaping|Catering|Builders|Pharmacy|Brewing|Motors|Books|Foods',
    places:
      'Northfield|Maple Street|Harbor|Silver Creek|Old Mill|Lakeside|Prairie|Stonebridge|Riverside|Summit|Cedar Hill|Bayview',
    forms: ['LLC', 'Inc.', 'Co.', 'Group'],
    positions: [
      'Managing director',
      'Accountant',
      'Treasurer',
      'Head of finance',
      'Office manager',
      'Partner',
    ],
  },
} as const

export interface Person {
  name: string
  /** Mailbox name without accents: letters, dots, digits. */
  mailbox: string
}

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random.next() * items.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random.next() * (high - low + 1))
}

export function aPerson(random: Random, language: 'es' | 'en'): Person {
  const first = pick(random, names[language].first.split('|'))
  const last = pick(random, names[language].last.split('|'))
  return { name: `${first} ${last}`, mailbox: `${ascii(first)}.${ascii(last)}` }
}

export function aFirm(random: Random, language: 'es' | 'en'): string {
  const { trades, places, forms } = names[language]
  const trade = pick(random, trades.split('|'))
  const place = pick(random, places.split('|'))
  return language === 'es'
    ? `${trade} ${place} ${pick(random, forms)}`
    : `${place} ${trade} ${pick(random, forms)}`
}

export function ascii(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[^\dA-Za-z]/g, '')
    .toLowerCase()
}
