import { Text, TextInput } from '@mantine/core'
import { IconSearch, IconUserOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './clients.module.css'
import { initials, useTeam } from './people.ts'

interface PersonPickerProps {
  /** Who is in charge now; undefined where there are several. */
  value: string | null | undefined
  onChoose: (id: string | null) => void
}

const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()

/** The people of the team to choose from, with a search; Enter takes the first. */
export function PersonPicker({ value, onChoose }: PersonPickerProps) {
  const { t } = useTranslation('clients')
  const team = useTeam()
  const [wanted, setWanted] = useState('')
  const found = team.filter(({ name }) => fold(name).includes(fold(wanted)))
  return (
    <>
      <TextInput
        size="sm"
        aria-label={t('detail.searchPeople')}
        placeholder={t('detail.searchPeople')}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
        onKeyDown={(event) => {
          const first = found[0]
          if (event.key === 'Enter' && wanted !== '' && first) onChoose(first.id)
        }}
        data-autofocus
      />
      <div className={classes.people}>
        {wanted === '' && (
          <button
            type="button"
            className={classes.person}
            aria-pressed={value === null}
            onClick={() => onChoose(null)}
          >
            <span className={classes.initials}>
              <IconUserOff size={14} aria-hidden />
            </span>
            {t('nobody')}
          </button>
        )}
        {found.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            className={classes.person}
            aria-pressed={value === id}
            onClick={() => onChoose(id)}
          >
            <span className={classes.initials} aria-hidden>
              {initials(name)}
            </span>
            {name}
          </button>
        ))}
        {found.length === 0 && (
          <Text size="sm" c="dimmed" px={8} py={6}>
            {t('detail.noPeople')}
          </Text>
        )}
      </div>
    </>
  )
}
