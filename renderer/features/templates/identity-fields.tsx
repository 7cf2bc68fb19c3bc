import { Select, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { type TemplateType, templateTypeNames } from '../../../shared/domain/template-types.ts'

/** What a template is called and what it is for. */
export interface Identity {
  name: string
  type: TemplateType
  language: 'es' | 'en'
}

export function IdentityFields({ form }: { form: UseFormReturnType<Identity> }) {
  const { t } = useTranslation('templates')
  return (
    <>
      <TextInput
        label={t('fields.name')}
        required
        maxLength={120}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <Select
        label={t('fields.type')}
        allowDeselect={false}
        data={templateTypeNames.map((value) => ({ value, label: t(`type.${value}`) }))}
        {...form.getInputProps('type')}
      />
      <Select
        label={t('fields.language')}
        allowDeselect={false}
        data={(['es', 'en'] as const).map((value) => ({ value, label: t(`language.${value}`) }))}
        {...form.getInputProps('language')}
      />
    </>
  )
}
