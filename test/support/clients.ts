import type { ClientFields, ContactFields } from '../../shared/contract/clients.ts'

/** The fields of a client as a form would send them. */
export function aClient(name: string, more: Partial<ClientFields> = {}): ClientFields {
  return { name, taxId: null, stage: 'active', health: 80, assigneeId: null, tags: [], notes: '', ...more }
}

/** The fields of a contact with an address. */
export function aContact(
  clientId: string,
  name: string,
  email: string,
): ContactFields & { clientId: string } {
  return { clientId, name, email, phone: null, position: null, language: null, primary: true }
}
