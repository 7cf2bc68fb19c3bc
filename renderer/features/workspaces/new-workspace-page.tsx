import { Anchor, Button, Radio, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconArrowLeft } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../app/client.ts'
import type { Explained } from '../../app/errors.ts'
import { applyFormErrors } from '../../app/errors.ts'
import { currentLanguage } from '../../app/i18n.ts'
import { PageLoading } from '../../app/page-loading.tsx'
import { pathTo } from '../../app/paths.ts'
import { FormError } from '../../components/feedback/form-error.tsx'
import { useUnsavedGuard } from '../../components/feedback/unsaved.ts'
import { Section } from '../../components/page/section.tsx'
import { NewPassword } from '../session/new-password.tsx'
import { useEnterWorkspace } from './enter-workspace.ts'
import type { RegionValues } from './region-fields.tsx'
import { CountrySelect, RegionFields, useCountries } from './region-fields.tsx'
import { currencyName, localeName, zoneName } from './region-names.ts'
import { proposeCountry, proposeSignInName } from './proposals.ts'
import classes from './workspaces.module.css'

/** Creating a workspace: the firm, its region, the first account. */
export function NewWorkspacePage() {
  const countries = useCountries()
  if (!countries.data) return <PageLoading />
  const proposed = proposeCountry(countries.data)
  return <NewWorkspaceForm region={proposed} />
}

function NewWorkspaceForm({ region }: { region: RegionValues }) {
  const { t } = useTranslation('workspaces')
  const enter = useEnterWorkspace()
  const [problem, setProblem] = useState<Explained>()
  const form = useForm({
    initialValues: {
      name: '',
      ...region,
      admin: { name: '', signInName: '', email: '', password: '' },
      access: 'password',
    },
  })
  const create = useMutation({
    mutationFn: ({ access, admin, ...firm }: typeof form.values) =>
      client.workspaces.create(
        {
          ...firm,
          admin: {
            ...admin,
            email: admin.email.trim() || null,
            password: access === 'password' ? admin.password : null,
            language: currentLanguage(),
          },
        },
        { context: { timeoutMs: 300_000 } },
      ),
    meta: { quiet: true },
    onSuccess: enter,
    onError: (error) => setProblem(applyFormErrors(form, error)),
  })
  useUnsavedGuard(form.isDirty() && !create.isSuccess && !create.isPending)
  useEffect(() => {
    document.title = `${t('form.title')} · Despacho`
  }, [t])
  return (
    <form
      noValidate
      className={classes.form}
      onSubmit={form.onSubmit((values) => {
        setProblem(undefined)
        create.mutate(values)
      })}
    >
      <header className={classes.head}>
        <Anchor component={Link} to={pathTo('/start')} className={classes.back}>
          <IconArrowLeft size={14} aria-hidden />
          {t('form.back')}
        </Anchor>
        <h1 className={classes.title}>{t('form.title')}</h1>
      </header>
      <FormError
        problem={problem}
        labels={{
          name: t('form.name'),
          'admin.name': t('form.personName'),
          'admin.signInName': t('form.signInName'),
          'admin.email': t('form.email'),
          'admin.password': t('form.password'),
        }}
      />
      <FirmFields form={form} />
      <AdminFields form={form} />
      <div className={classes.submit}>
        <Button type="submit" size="md" loading={create.isPending}>
          {t('form.submit')}
        </Button>
      </div>
    </form>
  )
}

type Values = RegionValues & {
  name: string
  admin: { name: string; signInName: string; email: string; password: string }
  access: string
}
type Form = ReturnType<typeof useForm<Values>>

function FirmFields({ form }: { form: Form }) {
  const { t } = useTranslation('workspaces')
  const [open, setOpen] = useState(false)
  const { country, locale, zone, currency } = form.values
  const setRegion = (region: RegionValues): void => form.setValues(region)
  return (
    <Section title={t('form.firm')} text={t('form.firmText')}>
      <Stack gap={16}>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={16}>
          <TextInput
            label={t('form.name')}
            maxLength={120}
            autoComplete="organization"
            data-autofocus
            {...form.getInputProps('name')}
          />
          <CountrySelect
            label={t('form.country')}
            value={country}
            onChange={setRegion}
            error={form.errors['country']}
          />
        </SimpleGrid>
        {open ? (
          <RegionFields
            value={{ country, locale, zone, currency }}
            onChange={setRegion}
            errors={{
              locale: form.errors['locale'],
              zone: form.errors['zone'],
              currency: form.errors['currency'],
            }}
          />
        ) : (
          <div className={classes.region}>
            <span>{[localeName(locale), zoneName(zone), currencyName(currency)].join(' · ')}</span>
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={`${t('form.changeRegion')}: ${t('form.region')}`}
              onClick={() => setOpen(true)}
            >
              {t('form.changeRegion')}
            </Button>
          </div>
        )}
      </Stack>
    </Section>
  )
}

function AdminFields({ form }: { form: Form }) {
  const { t } = useTranslation('workspaces')
  const [own, setOwn] = useState(false)
  const { admin, access } = form.values
  return (
    <Section title={t('form.admin')} text={t('form.adminText')}>
      <Stack gap={16}>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={16}>
          <TextInput
            label={t('form.personName')}
            maxLength={120}
            autoComplete="name"
            {...form.getInputProps('admin.name')}
            onChange={(event) => {
              const name = event.currentTarget.value
              form.setFieldValue('admin.name', name)
              if (!own) form.setFieldValue('admin.signInName', proposeSignInName(name))
            }}
          />
          <TextInput
            label={t('form.signInName')}
            description={t('form.signInNameHelp')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            maxLength={80}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            {...form.getInputProps('admin.signInName')}
            onChange={(event) => {
              setOwn(event.currentTarget.value !== '')
              form.setFieldValue('admin.signInName', event.currentTarget.value)
            }}
          />
        </SimpleGrid>
        <TextInput
          label={t('form.email')}
          description={t('form.emailHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          type="email"
          maxLength={254}
          autoComplete="email"
          {...form.getInputProps('admin.email')}
        />
        <Radio.Group label={t('form.passwordChoice')} {...form.getInputProps('access')}>
          <Stack gap={8} mt={4}>
            <Radio value="password" label={t('form.withPassword')} description={t('form.withPasswordHelp')} />
            <Radio
              value="machine"
              label={t('form.withoutPassword')}
              description={t('form.withoutPasswordHelp')}
            />
          </Stack>
        </Radio.Group>
        {access === 'password' && (
          <NewPassword
            label={t('form.password')}
            value={admin.password}
            onChange={(password) => form.setFieldValue('admin.password', password)}
            error={form.errors['admin.password']}
          />
        )}
      </Stack>
    </Section>
  )
}
