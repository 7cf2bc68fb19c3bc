import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { TAX_ID_COUNTRIES } from '../../../shared/domain/tax-ids.ts'
import { orpc } from '../../app/client.ts'
import { useSession } from '../../app/session.tsx'

/** The name of a country by its ISO code, in the language of the interface. */
export function countryName(code: string, language: string): string {
  return new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code
}

/** Countries a tax id can be of, by name: the workspace's first. */
export function useCountryOptions(chosen: string | null): { value: string; label: string }[] {
  const { i18n } = useTranslation()
  const home = useSession().workspace.country
  const { data } = useQuery(orpc.workspaces.countries.queryOptions())
  return useMemo(() => {
    const codes = new Set<string>([...TAX_ID_COUNTRIES, ...(data ?? []).map(({ country }) => country)])
    if (chosen) codes.add(chosen)
    codes.delete(home)
    const others = [...codes].map((value) => ({ value, label: countryName(value, i18n.language) }))
    return [
      { value: home, label: countryName(home, i18n.language) },
      ...others.toSorted((a, b) => a.label.localeCompare(b.label, i18n.language)),
    ]
  }, [data, home, chosen, i18n.language])
}
