import type { ApprovalDetail } from '../../../shared/contract/approvals.ts'
import type { ApprovalKindName } from '../../../shared/domain/approval-kinds.ts'
import { CampaignLaunchContent } from './campaign-launch.tsx'

/** How the content of each kind is shown: a new kind brings one component. */
const contents: Record<ApprovalKindName, (props: { approval: ApprovalDetail }) => React.ReactNode> = {
  campaign_launch: CampaignLaunchContent,
}

export function ApprovalContent({ approval }: { approval: ApprovalDetail }) {
  const Content = contents[approval.kind]
  return <Content approval={approval} />
}
