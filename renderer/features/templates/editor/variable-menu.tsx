import { Button, Menu, Text, TextInput } from '@mantine/core'
import { IconBraces, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../components/actions/icon-button.tsx'
import classes from './editor.module.css'
import {
  codeOf,
  groupOf,
  insertable,
  isDescribed,
  type ReadyBlock,
  readyBlockNames,
  variableGroups,
} from './variables.ts'

interface VariableMenuProps {
  /** What it inserts into, for the name of the button: "Subject". */
  field: string
  onInsert: (code: string) => void
  /** Ready-made blocks too: only where HTML goes. */
  onBlock?: (block: ReadyBlock) => void
  /** A small button inside a field instead of one with its word. */
  compact?: boolean
}

/** Everything a message can say about a person, searchable by name. */
export function VariableMenu({ field, onInsert, onBlock, compact = false }: VariableMenuProps) {
  const { t } = useTranslation('templates')
  const [wanted, setWanted] = useState('')
  const words = wanted.toLowerCase()
  const found = insertable
    .map((variable) => ({
      variable,
      name: isDescribed(variable.description) ? t(`variable.${variable.description}`) : variable.name,
    }))
    .filter(({ variable, name }) => `${name} ${variable.name}`.toLowerCase().includes(words))
  const label = t('editor.variablesFor', { field })
  return (
    <Menu position="bottom-end" width={320} onClose={() => setWanted('')} returnFocus>
      <Menu.Target>
        {compact ? (
          <IconButton label={label} icon={IconBraces} size="sm" />
        ) : (
          <Button variant="default" leftSection={<IconBraces size={16} />} aria-label={label}>
            {t('editor.insert')}
          </Button>
        )}
      </Menu.Target>
      <Menu.Dropdown className={classes.variables}>
        <TextInput
          size="xs"
          m={4}
          aria-label={t('editor.searchVariables')}
          placeholder={t('editor.searchVariables')}
          leftSection={<IconSearch size={14} />}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          data-autofocus
        />
        {onBlock && words === '' && (
          <>
            <Menu.Label>{t('editor.blocks')}</Menu.Label>
            {readyBlockNames.map((block) => (
              <Menu.Item key={block} onClick={() => onBlock(block)}>
                {t(`editor.${block}`)}
              </Menu.Item>
            ))}
          </>
        )}
        {variableGroups.map((group) => {
          const inGroup = found.filter(({ variable }) => groupOf(variable) === group)
          if (inGroup.length === 0) return null
          return (
            <div key={group}>
              <Menu.Label>{t(`variableGroup.${group}`)}</Menu.Label>
              {inGroup.map(({ variable, name }) => (
                <Menu.Item key={variable.name} onClick={() => onInsert(codeOf(variable))}>
                  <Text size="sm">{name}</Text>
                  <Text className={classes.code}>{codeOf(variable)}</Text>
                </Menu.Item>
              ))}
            </div>
          )
        })}
        {found.length === 0 && (
          <Text size="sm" c="dimmed" p={8}>
            {t('editor.noVariables')}
          </Text>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
