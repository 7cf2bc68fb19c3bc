import { Button, NumberInput, Select, Stack, TagsInput, Text, Textarea, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useForm } from '@mantine/form'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clientStages } from '../../../../shared/domain/client-stages.ts'
import { isTaxIdCountry, taxIdKind } from '../../../../shared/domain/tax-ids.ts'
import type { Explained } from '../../../app/errors.ts'
import { applyFormErrors } from '../../../app/errors.ts'
import { useCan } from '../../../app/session.tsx'
import { FormError } from '../../../components/feedback/form-error.tsx'
import { useUnsavedGuard } from '../../../components/feedback/unsaved.ts'
import { Section } from '../../../components/page/section.tsx'
import classes from '../clients.module.css'
import { useCountryOptions } from '../countries.ts'
import { useTagNames, useTeam } from '../people.ts'
import { clientRules } from './validate.ts'
import type { ClientValues } from './values.ts'

interface ClientFormProps {
  initial: ClientValues
  /** A client that is not there yet. */
  fresh?: boolean
  submitLabel: string
  busy: boolean
  saved: boolean
  /** What the engine refused, put at its fields. */
  error: Error | null
  onSubmit: (values: ClientValues) => void
  onCancel: () => void
}

/** The fields of a client. What was typed stays until it is saved or given up. */
export function ClientForm({
  initial,
  fresh = false,
  submitLabel,
  busy,
  saved,
  error,
  onSubmit,
  onCancel,
}: ClientFormProps) {
  const { t } = useTranslation(['clients', 'common'])
  const [problem, setProblem] = useState<Explained>()
  const form = useForm<ClientValues>({
    initialValues: initial,
    validate: clientRules(t),
    validateInputOnBlur: ['name', 'taxId', 'health'],
  })
  useUnsavedGuard(form.isDirty() && !saved)
  useEffect(() => {
    setProblem(error ? applyFormErrors(form, error) : undefined)
    // Only a new refusal is put at the fields; the form itself changes with each letter.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [error])
  const labels = {
    name: t('fields.name'),
    taxId: t('fields.taxId'),
    health: t('fields.health'),
    assigneeId: t('fields.assignee'),
    tags: t('fields.tags'),
  }
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(
        (values) => onSubmit(values),
        (errors) => {
          const [first] = Object.keys(errors)
          if (first) form.getInputNode(first)?.focus()
        },
      )}
    >
      <Stack gap={16}>
        <FormError problem={problem} labels={labels} />
        <Section title={t('form.identity')}>
          <IdentityFields form={form} />
        </Section>
        <Section title={t('form.care')}>
          <CareFields form={form} fresh={fresh} />
        </Section>
      </Stack>
      <div className={classes.formFoot}>
        <Button variant="default" onClick={onCancel} disabled={busy}>
          {t('common:actions.cancel')}
        </Button>
        <Button type="submit" loading={busy}>
          {submitLabel}
        </Button>
      </div>
    </form>
  )
}

/** What a field needs is told below it, so that fields side by side stay in line. */
const below: ('label' | 'input' | 'error' | 'description')[] = ['label', 'input', 'error', 'description']

type Form = Pick<
  UseFormReturnType<ClientValues>,
  'values' | 'getInputProps' | 'setFieldValue' | 'clearFieldError'
>

function IdentityFields({ form }: { form: Form }) {
  const { t } = useTranslation('clients')
  const { country } = form.values
  const countries = useCountryOptions(country)
  const kind = isTaxIdCountry(country) ? taxIdKind(country) : undefined
  return (
    <div className={classes.fields}>
      <TextInput
        className={classes.whole}
        label={t('fields.name')}
        inputWrapperOrder={below}
        description={t('form.nameHelp')}
        withAsterisk
        maxLength={200}
        autoComplete="off"
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TextInput
        label={kind ? `${t('fields.taxId')} (${kind})` : t('fields.taxId')}
        inputWrapperOrder={below}
        description={t(kind ? 'form.taxIdHelp' : 'form.taxIdHelpFree')}
        maxLength={40}
        autoComplete="off"
        {...form.getInputProps('taxId')}
      />
      <Select
        label={t('fields.country')}
        data={countries}
        searchable
        allowDeselect={false}
        {...form.getInputProps('country')}
        onChange={(value: string | null) => {
          form.setFieldValue('country', value ?? country)
          form.clearFieldError('taxId')
        }}
      />
    </div>
  )
}

function CareFields({ form, fresh }: { form: Form; fresh: boolean }) {
  const { t } = useTranslation('clients')
  const mayAssign = useCan('clients:assign')
  const team = useTeam()
  const tags = useTagNames()
  return (
    <div className={classes.fields}>
      <Select
        label={t('fields.stage')}
        allowDeselect={false}
        data={clientStages.map((value) => ({ value, label: t(`stage.${value}`) }))}
        {...form.getInputProps('stage')}
      />
      <NumberInput
        label={t('fields.health')}
        placeholder={t('health.unknownShort')}
        min={0}
        max={100}
        allowDecimal={false}
        {...form.getInputProps('health')}
      />
      {mayAssign ? (
        <Select
          className={classes.whole}
          label={t('fields.assignee')}
          placeholder={t('form.assigneePlaceholder')}
          searchable
          clearable
          nothingFoundMessage={t('detail.noPeople')}
          data={team.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('assigneeId')}
        />
      ) : (
        fresh && (
          <Text className={classes.whole} size="sm" c="dimmed">
            {t('form.assigneeOwn')}
          </Text>
        )
      )}
      <TagsInput
        className={classes.whole}
        label={t('fields.tags')}
        inputWrapperOrder={below}
        description={t('form.tagsHelp')}
        placeholder={form.values.tags.length === 0 ? t('bulk.tagsPlaceholder') : undefined}
        data={tags}
        maxTags={20}
        {...form.getInputProps('tags')}
      />
      <Textarea
        className={classes.whole}
        label={t('fields.notes')}
        inputWrapperOrder={below}
        description={t('form.notesHelp')}
        autosize
        minRows={3}
        maxRows={14}
        maxLength={10_000}
        {...form.getInputProps('notes')}
      />
    </div>
  )
}
