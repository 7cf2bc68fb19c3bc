import { Button, ColorInput, FileButton, Group, Stack, Text, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { IconPhoto, IconTrash } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MailLayoutSettings } from '../../../../shared/contract/templates.ts'
import { templateSizes } from '../../../../shared/domain/template-types.ts'
import { orpc } from '../../../app/client.ts'
import { applyFormErrors, type Explained } from '../../../app/errors.ts'
import { useLanguage } from '../../../app/i18n.ts'
import { useCan } from '../../../app/session.tsx'
import { ErrorState } from '../../../components/feedback/error-state.tsx'
import { FormError } from '../../../components/feedback/form-error.tsx'
import { MessageFrame } from '../../../components/message/message-frame.tsx'
import { PageHeader } from '../../../components/page/page-header.tsx'
import { Page } from '../../../components/page/page.tsx'
import { Section } from '../../../components/page/section.tsx'
import { LeaveGuard } from '../editor/leave-guard.tsx'
import classes from './layout.module.css'

/** What surrounds every message, with a reminder to see it on. */
export function LayoutPage() {
  const { t } = useTranslation('templates')
  const query = useQuery(orpc.templates.layout.queryOptions())
  return (
    <Page>
      <PageHeader
        title={t('layout.title')}
        subtitle={t('layout.subtitle')}
        help={<Text>{t('layout.help')}</Text>}
        back={{ label: t('back'), to: '/templates' }}
      />
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && <LayoutForm stored={query.data} />}
    </Page>
  )
}

function LayoutForm({ stored }: { stored: MailLayoutSettings }) {
  const { t } = useTranslation(['templates', 'common'])
  const mayWrite = useCan('settings:write')
  const [problem, setProblem] = useState<Explained>()
  const form = useForm<MailLayoutSettings>({ initialValues: stored })
  const save = useMutation(
    orpc.templates.setLayout.mutationOptions({
      onSuccess: (saved) => {
        setProblem(undefined)
        form.resetDirty(saved)
        notifications.show({ message: t('layout.saved') })
      },
      onError: (error) => setProblem(applyFormErrors(form, error)),
    }),
  )
  const submit = async (): Promise<boolean> => {
    try {
      await save.mutateAsync(form.getValues())
      return true
    } catch {
      return false
    }
  }
  return (
    <div className={classes.columns}>
      <Section>
        <form
          noValidate
          onSubmit={form.onSubmit(() => {
            void submit()
          })}
        >
          <Stack gap={16}>
            <FormError
              problem={problem}
              labels={{
                logo: t('layout.logo'),
                accentColor: t('layout.accentColor'),
                footer: t('layout.footer'),
              }}
            />
            <Logo
              value={form.values.logo}
              error={form.errors['logo']}
              disabled={!mayWrite}
              onChange={(logo) => form.setFieldValue('logo', logo)}
              onError={(message) => form.setFieldError('logo', message)}
            />
            <ColorInput
              label={t('layout.accentColor')}
              format="hex"
              withEyeDropper={false}
              readOnly={!mayWrite}
              swatches={['#1c5d99', '#0f766e', '#7c3aed', '#b45309', '#be123c', '#334155']}
              {...form.getInputProps('accentColor')}
            />
            <Textarea
              label={t('layout.footer')}
              description={t('layout.footerHelp', { variable: '{{ firm.phone }}' })}
              autosize
              minRows={2}
              maxLength={2_000}
              readOnly={!mayWrite}
              {...form.getInputProps('footer')}
            />
            <Textarea
              label={t('layout.legalText')}
              description={t('layout.legalTextHelp')}
              autosize
              minRows={3}
              maxLength={4_000}
              readOnly={!mayWrite}
              {...form.getInputProps('legalText')}
            />
            {mayWrite && (
              <Group justify="flex-end">
                <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
                  {t('common:actions.save')}
                </Button>
              </Group>
            )}
          </Stack>
        </form>
      </Section>
      <LayoutPreview layout={form.values} />
      <LeaveGuard dirty={form.isDirty()} saving={save.isPending} onSave={submit} />
    </div>
  )
}

interface LogoProps {
  value: string | null
  error: React.ReactNode
  disabled: boolean
  onChange: (logo: string | null) => void
  onError: (message: string) => void
}

function Logo({ value, error, disabled, onChange, onError }: LogoProps) {
  const { t } = useTranslation('templates')
  const read = (file: File | null): void => {
    if (!file) return
    if (file.size > templateSizes.logo) {
      onError(t('layout.tooLarge', { kilobytes: Math.ceil(file.size / 1000) }))
      return
    }
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      if (typeof reader.result === 'string') onChange(reader.result)
    })
    reader.readAsDataURL(file)
  }
  return (
    <div>
      <Text className={classes.label}>{t('layout.logo')}</Text>
      <Text className={classes.help}>{t('layout.logoHelp')}</Text>
      <Group gap={12}>
        {value !== null && <img src={value} alt={t('layout.alt')} className={classes.logo} />}
        {!disabled && (
          <FileButton onChange={read} accept="image/png,image/jpeg,image/gif,image/webp">
            {(props) => (
              <Button variant="default" leftSection={<IconPhoto size={16} />} {...props}>
                {t('layout.choose')}
              </Button>
            )}
          </FileButton>
        )}
        {value !== null && !disabled && (
          <Button
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={16} />}
            onClick={() => onChange(null)}
          >
            {t('layout.remove')}
          </Button>
        )}
      </Group>
      {error && (
        <Text className={classes.error} role="alert">
          {error}
        </Text>
      )}
    </div>
  )
}

const sample = {
  es: '<p>Estimada Ana María:</p><p>Está pendiente un total de <strong>{{ recipient.amount | money }}</strong>.</p><p><a class="button" href="{{ recipient.paymentLink }}">Pagar en línea</a></p>',
  en: '<p>Dear Anna Maria,</p><p>A total of <strong>{{ recipient.amount | money }}</strong> is outstanding.</p><p><a class="button" href="{{ recipient.paymentLink }}">Pay online</a></p>',
}

function LayoutPreview({ layout }: { layout: MailLayoutSettings }) {
  const { t } = useTranslation('templates')
  const language = useLanguage()
  const [shown] = useDebouncedValue(layout, 350)
  const valid = /^#[0-9a-f]{6}$/i.test(shown.accentColor)
  const preview = useQuery({
    ...orpc.templates.preview.queryOptions({
      input: {
        type: 'payment_reminder_first',
        language,
        content: { subject: 'x', preheader: '', html: sample[language], text: null },
        layout: valid ? shown : { ...shown, accentColor: '#1c5d99' },
      },
    }),
    placeholderData: keepPreviousData,
  })
  return (
    <Section title={t('layout.preview')} flush>
      {preview.data?.message && (
        <MessageFrame html={preview.data.message.html} title={t('preview.frame')} minHeight={360} />
      )}
      {preview.isError && <ErrorState compact error={preview.error} onRetry={() => void preview.refetch()} />}
    </Section>
  )
}
