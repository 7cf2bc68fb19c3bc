import { IconCheck, IconPencil, IconProgress } from '@tabler/icons-react'
import type { TemplateRow } from '../../../shared/contract/templates.ts'
import { defineStatuses } from '../../components/values/status-badge.tsx'

type TemplateStatus = 'draft' | 'published' | 'changed'

export const templateLooks = defineStatuses<TemplateStatus>({
  draft: { tone: 'neutral', icon: IconPencil, label: 'templates:status.draft' },
  published: { tone: 'success', icon: IconCheck, label: 'templates:status.published' },
  changed: { tone: 'warning', icon: IconProgress, label: 'templates:status.changed' },
})

export function templateStatus({ publishedVersion, changed }: TemplateRow): TemplateStatus {
  if (publishedVersion === null) return 'draft'
  return changed ? 'changed' : 'published'
}
