import { LineChart } from '@mantine/charts'
import { Badge, Button, Group, Stack } from '@mantine/core'
import { IconCheck, IconMail, IconPlus, IconSend, IconUsers } from '@tabler/icons-react'
import { ChartFrame, toneColor } from '../../components/chart/chart-frame.tsx'
import { ConfirmButton } from '../../components/feedback/confirm.tsx'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { ErrorState } from '../../components/feedback/error-state.tsx'
import { startJob } from '../../components/feedback/jobs.ts'
import { ProgressBar } from '../../components/feedback/progress-bar.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { Page } from '../../components/page/page.tsx'
import { Section } from '../../components/page/section.tsx'
import { StepBar } from '../../components/page/step-bar.tsx'
import { CopyButton } from '../../components/values/copy-button.tsx'
import { HelpText } from '../../components/values/help-text.tsx'
import { KeyValues } from '../../components/values/key-values.tsx'
import { Stat, Stats } from '../../components/values/stat.tsx'
import { StatusBadge, ToneBadge } from '../../components/values/status-badge.tsx'
import { Timeline } from '../../components/values/timeline.tsx'
import { Controls } from './controls.tsx'
import { colours } from './fixtures.ts'
import { galleryStatuses } from './statuses.ts'

const days = Array.from({ length: 14 }, (_, index) => ({
  day: `${index + 1} mar`,
  sent: 40 + ((index * 53) % 160),
  limit: 200,
}))
const base = Date.UTC(2026, 2, 12, 12, 30)

/** Every shared component once, to look at in both themes and at every width. */
export function GalleryPage() {
  return (
    <Page>
      <PageHeader
        title="Cobranza de marzo"
        badge={<StatusBadge of={galleryStatuses} value="running" />}
        back={{ label: 'Campañas', to: '/' }}
        subtitle="Recordatorio amable a 4.200 deudores en 46 tandas."
        help="Una campaña envía un mensaje a muchas personas según una estrategia de entrega."
        actions={
          <>
            <ConfirmButton
              title="Cancelar la campaña"
              text="Quedan 3.788 mensajes sin enviar. No se puede deshacer."
              confirm="Cancelar la campaña"
              danger
              typed="Cobranza de marzo"
              run={() => undefined}
            >
              Cancelar
            </ConfirmButton>
            <Button
              leftSection={<IconSend size={16} />}
              onClick={() => startJob({ title: 'Importando cartera.csv', total: 4200 }).progress(1200)}
            >
              Lanzar
            </Button>
          </>
        }
      >
        <StepBar
          current="delivery"
          onSelect={() => undefined}
          steps={[
            { key: 'recipients', label: 'Destinatarios', state: 'done' },
            { key: 'message', label: 'Mensaje', state: 'error' },
            { key: 'delivery', label: 'Entrega', state: 'open' },
            { key: 'review', label: 'Revisión', state: 'open' },
          ]}
        />
      </PageHeader>
      <Stack gap={16}>
        <Figures />
        <ChartFrame
          title="Mensajes enviados"
          unit="mensajes por día"
          description="Mensajes enviados por día en marzo contra el límite del dominio"
          series={[
            { key: 'sent', label: 'Enviados', tone: 'info' },
            { key: 'limit', label: 'Límite del día', tone: 'neutral', line: 'dashed' },
          ]}
          rows={days}
          rowKey={(row) => row.day}
          columns={[
            { key: 'day', title: 'Día', cell: (row) => row.day, csv: (row) => row.day },
            { key: 'sent', title: 'Enviados', align: 'end', cell: (row) => row.sent, csv: (row) => row.sent },
          ]}
        >
          <LineChart
            h={240}
            data={days}
            dataKey="day"
            curveType="linear"
            series={[
              { name: 'sent', label: 'Enviados', color: toneColor('info') },
              { name: 'limit', label: 'Límite del día', color: toneColor('neutral'), strokeDasharray: '4 4' },
            ]}
          />
        </ChartFrame>
        <States />
        <Controls />
      </Stack>
    </Page>
  )
}

function Figures() {
  return (
    <>
      <Stats>
        <Stat label="Aceptados" value="412" detail="de 4.200 destinatarios" tone="success" icon={IconCheck} />
        <Stat label="Rebotados" value="3" detail="0,7 %" tone="danger" to="/" />
        <Stat
          label="Ritmo"
          value="9,5"
          unit="por segundo"
          change={{ text: '12 %', direction: 'up', good: true }}
        />
        <Stat
          label="Termina"
          value="8 abr"
          detail="23 días de envío"
          help="Según el plan, sin contar feriados que se agreguen después."
        />
      </Stats>
      <Section title="Avance">
        <ProgressBar label="Envío" done={412} total={4200} rate={9.5} leftMs={398_000} />
      </Section>
      <Group gap={8}>
        {Object.keys(galleryStatuses).map((status) => (
          <StatusBadge key={status} of={galleryStatuses} value={status as keyof typeof galleryStatuses} />
        ))}
        <ToneBadge tone="accent" label="12" />
        {colours.map((colour) => (
          <Badge key={colour} color={colour}>
            {colour}
          </Badge>
        ))}
      </Group>
    </>
  )
}

function States() {
  return (
    <>
      <Section
        title="Ficha"
        text={
          <>
            Datos del cliente <HelpText label="Qué es la ficha">Lo que se sabe de este cliente.</HelpText>
          </>
        }
      >
        <KeyValues
          items={[
            [
              'RUT',
              <span key="rut">
                76.123.456-7 <CopyButton value="76.123.456-7" />
              </span>,
            ],
            ['Correo', 'pagos@roble.example'],
            ['Etapa', <StatusBadge key="stage" of={galleryStatuses} value="finished" />],
            ['Responsable', null],
          ]}
        />
      </Section>
      <Section title="Historia">
        <Timeline
          label="Historia"
          entries={[
            {
              id: '1',
              at: base,
              icon: IconSend,
              tone: 'info',
              title: 'La campaña salió',
              by: 'Marta Fuentes',
              detail: '4.200 destinatarios, estrategia gradual',
            },
            {
              id: '2',
              at: base - 7_200_000,
              icon: IconMail,
              tone: 'success',
              title: 'Mensaje aceptado',
              detail: 'pagos@roble.example',
            },
            {
              id: '3',
              at: base - 86_400_000 * 9,
              icon: IconUsers,
              title: 'Cliente creado',
              by: 'Luis Ibáñez',
            },
          ]}
        />
      </Section>
      <Section>
        <EmptyState
          compact
          icon={IconUsers}
          title="Todavía no hay contactos"
          text="Se escriben campañas a los contactos de cada cliente."
          action={
            <Button variant="default" leftSection={<IconPlus size={16} />}>
              Agregar contacto
            </Button>
          }
        />
      </Section>
      <Section>
        <ErrorState compact error={new Error('x')} onRetry={() => undefined} />
      </Section>
    </>
  )
}
