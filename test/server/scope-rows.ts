import type { Planted } from '../support/scope-world.ts'

/**
 * How a procedure is tried by staff of client A. Every procedure that staff may call has a row.
 *
 * - `none`: holds nothing of any client, with the reason.
 * - `own`: an input about A (or about everything): it answers, with nothing of B in it.
 *   `shows: false` where A's marker is not part of the answer.
 * - `foreign`: inputs with ids of B: each answers NOT_FOUND.
 * - `untouched`: inputs with ids of B that are passed over in silence; B stays as it was.
 */
export type ScopeRow =
  | { none: string }
  | {
      own?: (a: Planted) => unknown
      shows?: boolean
      foreign?: (b: Planted, a: Planted) => unknown[]
      untouched?: (b: Planted) => unknown[]
    }

const everything = (): Record<string, never> => ({})
const nothing = (): undefined => undefined

/** Calls about one campaign by `id`. */
const byCampaign = (shows: boolean, rest: object = {}): ScopeRow => ({
  own: ({ campaign }) => ({ id: campaign, ...rest }),
  shows,
  foreign: ({ campaign }) => [{ id: campaign, ...rest }],
})
/** Calls about the recipients of one campaign by `campaignId`. */
const ofCampaign = (shows: boolean, rest: object = {}): ScopeRow => ({
  own: ({ campaign }) => ({ campaignId: campaign, ...rest }),
  shows,
  foreign: ({ campaign }) => [{ campaignId: campaign, ...rest }],
})
/** Commands on a campaign: tried with B's id only. */
const foreignCampaign = (rest: object = {}): ScopeRow => ({
  foreign: ({ campaign }) => [{ id: campaign, ...rest }],
})
/** Calls about one import by `id`. */
const byImport = (shows: boolean, rest: object = {}): ScopeRow => ({
  own: (a) => ({ id: a.import, ...rest }),
  shows,
  foreign: (b) => [{ id: b.import, ...rest }],
})
const foreignImport = (rest: object = {}): ScopeRow => ({ foreign: (b) => [{ id: b.import, ...rest }] })
/** Calls about one import of clients by `id`. */
const byClientImport = (shows: boolean, rest: object = {}): ScopeRow => ({
  own: (a) => ({ id: a.clientImport, ...rest }),
  shows,
  foreign: (b) => [{ id: b.clientImport, ...rest }],
})
const foreignClientImport = (rest: object = {}): ScopeRow => ({
  foreign: (b) => [{ id: b.clientImport, ...rest }],
})
const clientColumns = { mapping: [{ column: 0, header: 'nombre', target: 'name' }] }
const formats = { numbers: 'commaDecimal', dates: 'dmy', currency: 'CLP' }

/** A message of a template, written in the name of a client. */
const aMessageAs = (client: string) => ({
  type: 'general',
  language: 'es',
  content: { subject: 'Aviso', preheader: '', html: '<p>Aviso</p>', text: null },
  as: { kind: 'client', id: client },
})

const own = 'the person’s own only'
const shared = 'the same for everybody who works here; holds nothing of a client'

export const scopeRows: Record<string, ScopeRow> = {
  'apiKeys.create': { none: own },
  'apiKeys.list': { none: own },
  'apiKeys.revoke': { none: own },

  'approvals.list': { own: everything },
  'approvals.get': {
    own: ({ approval }) => ({ id: approval }),
    foreign: ({ approval }) => [{ id: approval }],
  },
  'approvals.waiting': { own: nothing, shows: false },
  'approvals.withdraw': { foreign: ({ approval }) => [{ id: approval }] },

  'campaigns.list': { own: everything },
  'campaigns.get': byCampaign(true),
  'campaigns.create': { foreign: ({ client }) => [{ name: 'Otra', clientId: client }] },
  'campaigns.saveDraft': {
    foreign: ({ campaign, client }, a) => [
      { id: campaign, settings: { name: 'Otra' } },
      { id: a.campaign, settings: { clientId: client } },
    ],
  },
  'campaigns.duplicate': foreignCampaign({ recipients: true }),
  'campaigns.remove': foreignCampaign(),
  'campaigns.launch': foreignCampaign(),
  'campaigns.withdraw': foreignCampaign(),
  'campaigns.pause': foreignCampaign(),
  'campaigns.resume': foreignCampaign(),
  'campaigns.cancel': foreignCampaign(),
  'campaigns.retryFailed': foreignCampaign(),
  'campaigns.rescheduleOverflow': foreignCampaign(),
  'campaigns.switchStrategy': foreignCampaign({ strategy: 'conservative' }),
  'campaigns.resolveAmbiguous': foreignCampaign({ decision: 'treat_as_sent' }),
  'campaigns.recipients.list': ofCampaign(true),
  'campaigns.recipients.get': {
    own: ({ campaign, recipient }) => ({ campaignId: campaign, recipientId: recipient }),
    foreign: (b, a) => [
      { campaignId: b.campaign, recipientId: b.recipient },
      { campaignId: a.campaign, recipientId: b.recipient },
    ],
  },
  'campaigns.recipients.message': {
    foreign: (b, a) => [
      { campaignId: b.campaign, recipientId: b.recipient },
      { campaignId: a.campaign, recipientId: b.recipient },
    ],
  },
  'campaigns.recipients.exclude': {
    foreign: (b) => [{ campaignId: b.campaign, recipientIds: [b.recipient] }],
  },
  'campaigns.recipients.include': {
    foreign: (b) => [{ campaignId: b.campaign, recipientIds: [b.recipient] }],
  },
  'campaigns.recipients.clear': ofCampaign(false),
  'campaigns.recipients.flag': {
    foreign: (b) => [{ campaignId: b.campaign, recipientIds: [b.recipient], flag: 'paid' }],
  },
  'campaigns.recipients.fromClients': {
    own: ({ campaign }) => ({ campaignId: campaign, filter: {}, preview: true }),
    shows: false,
    foreign: (b) => [{ campaignId: b.campaign, filter: {}, preview: true }],
  },
  'campaigns.recipients.notSent': ofCampaign(false),
  'campaigns.recipients.notSentList': ofCampaign(false),
  'campaigns.recipients.exportNotSent': ofCampaign(false, { format: 'csv' }),
  'campaigns.recipients.exportResults': ofCampaign(false, { format: 'csv' }),
  'campaigns.imports.upload': {
    foreign: ({ campaign }) => [{ campaignId: campaign, file: new File(['correo\na@b.example\n'], 'a.csv') }],
  },
  'campaigns.imports.inspect': byImport(true, { reading: {} }),
  'campaigns.imports.run': foreignImport({
    mapping: [{ column: 0, header: 'correo', target: 'email' }],
    formats,
  }),
  'campaigns.imports.get': byImport(true),
  'campaigns.imports.cancel': foreignImport(),
  'campaigns.imports.rows': byImport(false),
  'campaigns.imports.fixRow': foreignImport({ line: 2, values: {} }),
  'campaigns.imports.letThrough': foreignImport({ reason: 'flag_paid', letThrough: true }),
  'campaigns.imports.exportRows': byImport(false, { format: 'csv' }),
  'campaigns.review.get': byCampaign(false),
  'campaigns.review.forecast': foreignCampaign(),
  'campaigns.progress.get': byCampaign(false),
  'campaigns.progress.batches': byCampaign(false),
  'campaigns.progress.history': byCampaign(false),
  'campaigns.delivery.strategies': { none: shared },
  'campaigns.delivery.domains': { own: nothing, shows: false },
  'campaigns.delivery.domain': { own: () => ({ domain: 'despacho.example' }), shows: false },
  'campaigns.delivery.rulePacks': { none: shared },
  'campaigns.delivery.holidayTables': { none: shared },
  'campaigns.delivery.holidayTable': { none: shared },

  'clients.list': { own: everything },
  'clients.get': { own: ({ client }) => ({ id: client }), foreign: ({ client }) => [{ id: client }] },
  'clients.create': { none: 'makes a client of one’s own' },
  'clients.update': {
    foreign: ({ client, clientVersion }) => [
      { id: client, version: clientVersion, fields: { name: 'Otra' } },
    ],
  },
  'clients.remove': { foreign: ({ client }) => [{ id: client }] },
  'clients.restore': { foreign: ({ client }) => [{ id: client }] },
  'clients.setStage': {
    untouched: ({ client }) => [
      { selection: { ids: [client] }, stage: 'former' },
      { selection: { filter: { search: 'BETAMARCA' } }, stage: 'former' },
    ],
  },
  'clients.tag': { untouched: ({ client }) => [{ selection: { ids: [client] }, add: ['x'], remove: [] }] },
  'clients.tags': { own: nothing },
  'clients.timeline': { own: ({ client }) => ({ id: client }), foreign: ({ client }) => [{ id: client }] },
  'clients.contacts': {
    own: ({ client }) => ({ clientId: client }),
    foreign: ({ client }) => [{ clientId: client }],
  },
  'clients.deleted': { own: everything, shows: false },
  'clients.imports.upload': { none: 'a file of one’s own' },
  'clients.imports.inspect': byClientImport(true),
  'clients.imports.check': foreignClientImport(clientColumns),
  'clients.imports.run': foreignClientImport(clientColumns),
  'clients.imports.get': byClientImport(true),
  'clients.imports.cancel': foreignClientImport(),
  'clients.imports.rows': byClientImport(false),
  'clients.imports.exportRows': byClientImport(false, { format: 'csv' }),
  'clients.restoreContact': { foreign: ({ contact }) => [{ id: contact }] },
  'clients.addContact': {
    foreign: ({ client }) => [
      {
        clientId: client,
        name: 'Otra',
        email: null,
        phone: null,
        position: null,
        language: null,
        primary: false,
      },
    ],
  },
  'clients.updateContact': {
    foreign: ({ contact, contactVersion }) => [
      { id: contact, version: contactVersion, fields: { name: 'Otra' } },
    ],
  },
  'clients.removeContact': { foreign: ({ contact }) => [{ id: contact }] },

  'emails.list': { own: everything },
  'emails.get': { own: ({ email }) => ({ id: email }), foreign: ({ email }) => [{ id: email }] },
  'emails.resend': { foreign: ({ email }) => [{ id: email, acceptDuplicate: true }] },
  'emails.cancel': { foreign: ({ email }) => [{ id: email }] },
  'emails.sendTest': { none: 'sends a fixed text' },

  'home.summary': { own: nothing, shows: false },

  'live.changes': { none: 'a stream; test/engine/live says what staff learn from it' },

  'mail.list': { none: shared },
  'mail.get': { none: shared },

  'notifications.list': { own: everything },
  'notifications.badge': { own: nothing, shows: false },
  'notifications.read': { untouched: ({ notification }) => [{ ids: [notification] }] },
  'notifications.unread': { untouched: ({ notification }) => [{ ids: [notification] }] },
  'notifications.readAll': { none: own },
  'notifications.snooze': { untouched: ({ notification }) => [{ ids: [notification], until: null }] },
  'notifications.remove': { untouched: ({ notification }) => [{ ids: [notification] }] },
  'notifications.restore': { untouched: ({ notification }) => [{ ids: [notification] }] },
  'notifications.takeToasts': { own: nothing, shows: false },
  'notifications.preferences': { none: own },
  'notifications.savePreferences': { none: own },
  'notifications.resetPreferences': { none: own },

  'sandbox.list': { own: everything },
  'sandbox.get': { own: ({ sandbox }) => ({ id: sandbox }), foreign: ({ sandbox }) => [{ id: sandbox }] },
  'sandbox.source': { own: ({ sandbox }) => ({ id: sandbox }), foreign: ({ sandbox }) => [{ id: sandbox }] },
  'sandbox.attachment': { foreign: ({ sandbox }) => [{ id: sandbox, index: 0 }] },
  'sandbox.markSeen': { untouched: ({ sandbox }) => [{ ids: [sandbox] }, {}] },
  'sandbox.delete': { untouched: ({ sandbox }) => [{ ids: [sandbox] }] },
  'sandbox.status': { own: nothing, shows: false },

  'session.changePassword': { none: own },
  'session.list': { none: own },
  'session.preferences': { none: own },
  'session.redeem': { none: 'before signing in' },
  'session.revoke': { none: own },
  'session.signIn': { none: 'before signing in' },
  'session.signOut': { none: own },
  'session.state': { own: nothing, shows: false },
  'session.unlock': { none: 'before signing in' },

  'settings.get': { none: shared },

  'templates.convert': { none: shared },
  'templates.create': { none: shared },
  'templates.delete': { none: shared },
  'templates.diff': { none: shared },
  'templates.duplicate': { none: shared },
  'templates.get': { none: shared },
  'templates.layout': { none: shared },
  'templates.list': { none: shared },
  'templates.preview': { foreign: ({ client }) => [aMessageAs(client)] },
  'templates.publish': { none: shared },
  'templates.restore': { none: shared },
  'templates.sendTest': { foreign: ({ client }) => [{ ...aMessageAs(client), to: 'yo@despacho.example' }] },
  'templates.setDefault': { none: shared },
  'templates.setLayout': { none: shared },
  'templates.update': { none: shared },
  'templates.version': { none: shared },
  'templates.versions': { none: shared },

  'users.get': { none: shared },
  'users.list': { none: shared },
  'users.permissions': { none: shared },

  'workspaces.countries': { none: shared },
}
