import { Select, SimpleGrid } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../app/client.ts'
import { useLanguage } from '../../app/i18n.ts'
import { allCurrencies, allZones, countryName, currencyName, localeName, zoneName } from './region-names.ts'

/** What a firm's region consists of. */
export interface RegionValues {
  country: string
  locale: string
  zone: string
  currency: string
}

interface RegionFieldsProps {
  value: RegionValues
  onChange: (value: RegionValues) => void
  errors?: Partial<Record<keyof RegionValues, React.ReactNode>>
  disabled?: boolean
}

/** The countries the engine has suggestions for. */
export function useCountries() {
  return useQuery({ ...orpc.workspaces.countries.queryOptions(), staleTime: Infinity })
}

const noCountries: NonNullable<ReturnType<typeof useCountries>['data']> = []
const noErrors: NonNullable<RegionFieldsProps['errors']> = {}

/** A country as a choice; its usual values come along. */
export function CountrySelect({
  value,
  onChange,
  label,
  description,
  error,
  disabled,
}: {
  value: string
  onChange: (region: RegionValues) => void
  label: string
  description?: string
  error?: React.ReactNode
  disabled?: boolean
}) {
  const language = useLanguage()
  const countries = useCountries().data ?? noCountries
  const options = useMemo(
    () =>
      [...new Set([...countries.map(({ country }) => country), value])]
        .filter(Boolean)
        .map((country) => ({ value: country, label: countryName(country) }))
        .toSorted((a, b) => a.label.localeCompare(b.label, language)),
    [countries, value, language],
  )
  return (
    <Select
      label={label}
      description={description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={error}
      disabled={disabled}
      data={options}
      value={value}
      searchable
      allowDeselect={false}
      onChange={(country) => {
        const found = countries.find((entry) => entry.country === country)
        if (found)
          onChange({
            country: found.country,
            locale: found.locale,
            zone: found.zone,
            currency: found.currency,
          })
      }}
    />
  )
}

/** Zone, format and currency, each with the country's own first. */
export function RegionFields({ value, onChange, errors = noErrors, disabled }: RegionFieldsProps) {
  const { t } = useTranslation('workspaces')
  const language = useLanguage()
  const countries = useCountries().data ?? noCountries
  const own = countries.find(({ country }) => country === value.country)
  const zones = useMemo(() => {
    const near = [...new Set([...(own?.zones ?? []), value.zone])]
    const option = (zone: string) => ({ value: zone, label: zoneName(zone) })
    return [
      { group: t('form.countryZones', { country: countryName(value.country) }), items: near.map(option) },
      {
        group: t('form.otherZones'),
        items: allZones()
          .filter((zone) => !near.includes(zone))
          .map(option),
      },
    ]
  }, [own, value.zone, value.country, t])
  const locales = useMemo(
    () =>
      [...new Set([value.locale, ...countries.map(({ locale }) => locale), 'en-GB'])]
        .map((locale) => ({ value: locale, label: localeName(locale) }))
        .toSorted((a, b) => a.label.localeCompare(b.label, language)),
    [countries, value.locale, language],
  )
  const currencies = useMemo(
    () =>
      [...new Set([value.currency, ...allCurrencies()])]
        .map((code) => ({ value: code, label: currencyName(code) }))
        .toSorted((a, b) => a.label.localeCompare(b.label, language)),
    [value.currency, language],
  )
  const field = (key: 'zone' | 'locale' | 'currency') => ({
    label: t(`form.${key}`),
    value: value[key],
    error: errors[key],
    disabled,
    searchable: true,
    allowDeselect: false,
    limit: 60,
    onChange: (next: string | null) => next !== null && onChange({ ...value, [key]: next }),
  })
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={16}>
      <Select {...field('zone')} data={zones} />
      <Select {...field('locale')} data={locales} />
      <Select {...field('currency')} data={currencies} />
    </SimpleGrid>
  )
}
