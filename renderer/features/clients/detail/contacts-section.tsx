import { Anchor, Button, Menu, Skeleton } from '@mantine/core'
import { IconAddressBook, IconDots, IconPencil, IconPlus, IconStar, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Client, Contact } from '../../../../shared/contract/clients.ts'
import { orpc } from '../../../app/client.ts'
import { Can } from '../../../app/session.tsx'
import { IconButton } from '../../../components/actions/icon-button.tsx'
import { EmptyState } from '../../../components/feedback/empty-state.tsx'
import { ErrorState } from '../../../components/feedback/error-state.tsx'
import { Section } from '../../../components/page/section.tsx'
import { CopyButton } from '../../../components/values/copy-button.tsx'
import { ToneBadge } from '../../../components/values/status-badge.tsx'
import classes from '../clients.module.css'
import { initials } from '../people.ts'
import { showUndo } from '../undo-notice.tsx'
import { ContactPanel } from './contact-panel.tsx'

/** Whom to write to at a client. */
export function ContactsSection({ client }: { client: Client }) {
  const { t } = useTranslation('clients')
  const [edited, setEdited] = useState<Contact | 'new'>()
  const query = useQuery(orpc.clients.contacts.queryOptions({ input: { clientId: client.id } }))
  const contacts = query.data ?? []
  const add = (
    <Can do="clients:write">
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => setEdited('new')}
      >
        {t('contacts.add')}
      </Button>
    </Can>
  )
  return (
    <Section title={t('contacts.title')} actions={contacts.length > 0 && add} flush={contacts.length > 0}>
      {query.isPending && <Skeleton height={72} />}
      {query.isError && <ErrorState compact error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && contacts.length === 0 && (
        <EmptyState
          compact
          order={3}
          icon={IconAddressBook}
          title={t('contacts.emptyTitle')}
          text={t('contacts.emptyText')}
          action={add}
        />
      )}
      {contacts.length > 0 && (
        <ul className={classes.contacts}>
          {contacts.map((contact) => (
            <ContactLine key={contact.id} contact={contact} onEdit={() => setEdited(contact)} />
          ))}
        </ul>
      )}
      <ContactPanel clientId={client.id} contact={edited} onClose={() => setEdited(undefined)} />
    </Section>
  )
}

function ContactLine({ contact, onEdit }: { contact: Contact; onEdit: () => void }) {
  const { t } = useTranslation('clients')
  const { name, email, phone, position, language, primary } = contact
  const detail = [position, language && t(`contacts.languages.${language}`)].filter(Boolean).join(' · ')
  return (
    <li className={classes.contact}>
      <span className={classes.initials} data-large aria-hidden>
        {initials(name)}
      </span>
      <div className={classes.contactWho}>
        <div className={classes.contactName}>
          {name}
          {primary && <ToneBadge tone="info" icon={IconStar} label={t('contacts.primary')} />}
        </div>
        {detail && <div className={classes.contactDetail}>{detail}</div>}
      </div>
      <div className={classes.contactReach}>
        {email === null ? (
          <span className={classes.unset}>{t('contacts.noEmail')}</span>
        ) : (
          <div className={classes.reachLine}>
            <Anchor href={`mailto:${encodeURIComponent(email)}`} size="sm" title={email}>
              {email}
            </Anchor>
            <CopyButton value={email} label={t('contacts.copyEmail', { name })} />
          </div>
        )}
        {phone !== null && <div className={classes.contactDetail}>{phone}</div>}
      </div>
      <div className={classes.contactActions}>
        <Can do="clients:write">
          <ContactMenu contact={contact} onEdit={onEdit} />
        </Can>
      </div>
    </li>
  )
}

function ContactMenu({ contact, onEdit }: { contact: Contact; onEdit: () => void }) {
  const { t } = useTranslation(['clients', 'common'])
  const { id, name, version, primary } = contact
  const restore = useMutation(orpc.clients.restoreContact.mutationOptions())
  const update = useMutation(orpc.clients.updateContact.mutationOptions())
  const remove = useMutation(
    orpc.clients.removeContact.mutationOptions({
      onSuccess: () => showUndo(t('contacts.deleted', { name }), () => restore.mutate({ id })),
    }),
  )
  return (
    <>
      <IconButton label={t('contacts.edit', { name })} icon={IconPencil} onClick={onEdit} />
      <Menu position="bottom-end" returnFocus>
        <Menu.Target>
          <IconButton label={t('contacts.more', { name })} icon={IconDots} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconStar size={16} aria-hidden />}
            disabled={primary}
            onClick={() => update.mutate({ id, version, fields: { primary: true } })}
          >
            {t('contacts.makePrimary')}
          </Menu.Item>
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => remove.mutate({ id })}
          >
            {t('contacts.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
