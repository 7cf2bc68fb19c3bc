import packageFile from '../../package.json' with { type: 'json' }

/** Version of Despacho, as in package.json. */
export const appVersion: string = packageFile.version
