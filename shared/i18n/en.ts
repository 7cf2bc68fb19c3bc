/** The English texts, one namespace per feature: one line per feature here and the same line in es.ts. */
export { default as approvals } from './en/approvals.json' with { type: 'json' }
export { default as campaigns } from './en/campaigns.json' with { type: 'json' }
export { default as common } from './en/common.json' with { type: 'json' }
export { default as desktop } from './en/desktop.json' with { type: 'json' }
export { default as emails } from './en/emails.json' with { type: 'json' }
export { default as errors } from './en/errors.json' with { type: 'json' }
export { default as import } from './en/import.json' with { type: 'json' }
export { default as mail } from './en/mail.json' with { type: 'json' }
export { default as notifications } from './en/notifications.json' with { type: 'json' }
export { default as sandbox } from './en/sandbox.json' with { type: 'json' }
export { default as session } from './en/session.json' with { type: 'json' }
export { default as settings } from './en/settings.json' with { type: 'json' }
export { default as shell } from './en/shell.json' with { type: 'json' }
export { default as templates } from './en/templates.json' with { type: 'json' }
export { default as workspaces } from './en/workspaces.json' with { type: 'json' }
