import type { Permission } from './permissions.ts'

/** What a decision is about, and who may take it: data, shown on screen from the same source. */
export interface ApprovalKind {
  /** Held by whoever may decide, besides `approvals:decide`. */
  permission: Permission
  /** Whether the person who asked may decide too. */
  selfApproval: boolean
  /** Hours until an open request rejects itself, and when to remind before. */
  expiresAfterHours: number
  remindAfterHours: readonly number[]
}

export const approvalKinds = {
  campaign_launch: {
    permission: 'campaigns:launch',
    selfApproval: false,
    expiresAfterHours: 24,
    remindAfterHours: [4, 20],
  },
} as const satisfies Record<string, ApprovalKind>

export type ApprovalKindName = keyof typeof approvalKinds
export const approvalKindNames = Object.keys(approvalKinds) as [ApprovalKindName, ...ApprovalKindName[]]

export const approvalStatuses = ['pending', 'approved', 'rejected', 'expired', 'voided'] as const
export type ApprovalStatus = (typeof approvalStatuses)[number]
