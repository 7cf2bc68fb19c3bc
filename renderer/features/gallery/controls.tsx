import {
  Alert,
  Button,
  Checkbox,
  Group,
  Pagination,
  SegmentedControl,
  Select,
  Stack,
  Switch,
  Tabs,
  TextInput,
} from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { RichTextEditor } from '@mantine/tiptap'
import { IconMail } from '@tabler/icons-react'
import { useEditor } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { useState } from 'react'
import { styleNonce } from '../../app/nonce.ts'
import { FormError } from '../../components/feedback/form-error.tsx'
import { Section } from '../../components/page/section.tsx'
import { SidePanel } from '../../components/page/side-panel.tsx'
import { KeyValues } from '../../components/values/key-values.tsx'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { colours } from './fixtures.ts'
import { galleryStatuses } from './statuses.ts'

/** The editor of messages, as the templates use it: its styles come under the page's nonce. */
function Writing() {
  const editor = useEditor({
    extensions: [StarterKit],
    content: '<p>Estimada Marta:</p>',
    injectNonce: styleNonce(),
    editorProps: { attributes: { 'aria-label': 'Mensaje' } },
  })
  return (
    <RichTextEditor editor={editor}>
      <RichTextEditor.Toolbar>
        <RichTextEditor.Bold />
        <RichTextEditor.Link />
      </RichTextEditor.Toolbar>
      <RichTextEditor.Content aria-label="Mensaje" />
    </RichTextEditor>
  )
}

/** Forms, alerts and buttons as the theme draws them. */
export function Controls() {
  const [panel, setPanel] = useState(false)
  return (
    <>
      <FormError
        problem={{
          code: 'INVALID',
          reason: 'invalid_input',
          message: '',
          issues: [
            { path: ['email'], reason: 'required' },
            { path: ['name'], reason: 'too_short' },
          ],
        }}
        labels={{ email: 'Correo', name: 'Nombre' }}
      />
      {colours.map((colour) => (
        <Alert
          key={colour}
          color={colour}
          title="El dominio está en calentamiento"
          icon={<IconMail size={18} />}
        >
          Hoy salen 150 mensajes; el resto sigue mañana a las 09:00.
        </Alert>
      ))}
      <Section title="Formulario">
        <Stack gap={12}>
          <TextInput
            label="Nombre"
            description="Como aparece en los mensajes"
            placeholder="Ferretería El Roble"
            withAsterisk
          />
          <TextInput label="Correo" defaultValue="pagos@" error="Falta el dominio después de la arroba." />
          <Select label="Etapa" data={['Prospecto', 'Activo', 'Moroso']} defaultValue="Activo" />
          <DatePickerInput label="Desde" defaultValue="2026-03-12" />
          <Group>
            <Checkbox label="Con adjuntos" defaultChecked />
            <Switch label="Avisar al terminar" defaultChecked />
            <SegmentedControl data={['Día', 'Semana', 'Mes']} aria-label="Período" />
          </Group>
          <Group>
            {(['filled', 'light', 'outline', 'subtle', 'default'] as const).map((variant) => (
              <Button key={variant} variant={variant} onClick={() => setPanel(true)}>
                Guardar
              </Button>
            ))}
            <Button color="red">Eliminar</Button>
            <Button color="red" variant="light">
              Eliminar
            </Button>
            <Button disabled>Guardar</Button>
          </Group>
          <Writing />
          <Tabs defaultValue="a" keepMounted>
            <Tabs.List aria-label="Partes">
              <Tabs.Tab value="a">Resumen</Tabs.Tab>
              <Tabs.Tab value="b">Tandas</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="a">Resumen</Tabs.Panel>
            <Tabs.Panel value="b">Tandas</Tabs.Panel>
          </Tabs>
          <Pagination total={5} getControlProps={(control) => ({ 'aria-label': control })} />
        </Stack>
      </Section>
      <SidePanel
        opened={panel}
        onClose={() => setPanel(false)}
        title="Mensaje"
        footer={<Button onClick={() => setPanel(false)}>Reenviar</Button>}
      >
        <KeyValues
          layout="stacked"
          items={[
            ['Asunto', 'Recordatorio de pago'],
            ['Estado', <StatusBadge key="s" of={galleryStatuses} value="failed" />],
          ]}
        />
      </SidePanel>
    </>
  )
}
