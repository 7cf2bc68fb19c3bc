import type { ApprovalKindName, ApprovalStatus } from '../../../shared/domain/approval-kinds.ts'

declare module '../core/storage/tables.ts' {
  interface Tables {
    approvals: ApprovalsTable
  }
}

export interface ApprovalsTable {
  id: string
  kind: ApprovalKindName
  subjectType: string
  subjectId: string
  clientId: string | null
  title: string
  summary: string
  payload: string
  contentHash: string
  status: ApprovalStatus
  requestedBy: string | null
  createdAt: number
  expiresAt: number
  decidedBy: string | null
  decidedAt: number | null
  reason: string | null
}
