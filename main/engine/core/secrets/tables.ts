declare module '../storage/tables.ts' {
  interface Tables {
    secrets: SecretsTable
  }
}

export interface SecretsTable {
  name: string
  nonce: Buffer
  box: Buffer
  hint: string
  updatedAt: number
}
