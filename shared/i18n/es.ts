/** The Spanish texts, one namespace per feature: one line per feature here and the same line in en.ts. */
export { default as approvals } from './es/approvals.json' with { type: 'json' }
export { default as campaigns } from './es/campaigns.json' with { type: 'json' }
export { default as common } from './es/common.json' with { type: 'json' }
export { default as desktop } from './es/desktop.json' with { type: 'json' }
export { default as emails } from './es/emails.json' with { type: 'json' }
export { default as errors } from './es/errors.json' with { type: 'json' }
export { default as import } from './es/import.json' with { type: 'json' }
export { default as mail } from './es/mail.json' with { type: 'json' }
export { default as notifications } from './es/notifications.json' with { type: 'json' }
export { default as sandbox } from './es/sandbox.json' with { type: 'json' }
export { default as session } from './es/session.json' with { type: 'json' }
export { default as settings } from './es/settings.json' with { type: 'json' }
export { default as shell } from './es/shell.json' with { type: 'json' }
export { default as templates } from './es/templates.json' with { type: 'json' }
export { default as workspaces } from './es/workspaces.json' with { type: 'json' }
