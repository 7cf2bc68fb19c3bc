import type { NewWorkspace } from '../core/access/request.ts'

/** The firm of the sample workspace and its first admin, in the person's language. */
const firms = {
  es: {
    name: 'Estudio Quillay',
    admin: { signInName: 'carolina', name: 'Carolina Fuentes', email: 'carolina@quillay.example' },
    region: { country: 'CL', locale: 'es-CL', zone: 'America/Santiago', currency: 'CLP' },
  },
  en: {
    name: 'Quillay Partners',
    admin: { signInName: 'caroline', name: 'Caroline Foster', email: 'caroline@quillay.example' },
    region: { country: 'US', locale: 'en-US', zone: 'America/New_York', currency: 'USD' },
  },
} as const

/** A workspace to explore, plainly marked as a sample; no password, it opens from this machine only. */
export function sampleWorkspace(language: 'es' | 'en'): NewWorkspace & { sample: true } {
  const { name, admin, region } = firms[language]
  return { name, ...region, sample: true, admin: { ...admin, password: null, language } }
}
