import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Money } from '../../../../shared/domain/money.ts'

/** A calendar day, `YYYY-MM-DD`: spreadsheets get a real date, CSV the text. */
export interface ExportDate {
  readonly date: string
}

/** What a cell of an export can hold. Money becomes a number with the digits of its currency. */
export type ExportValue = string | number | boolean | null | ExportDate | Money

/** Rows of an export as they come: an array, or a generator that pages through a query. */
export type ExportRows = Iterable<readonly ExportValue[]> | AsyncIterable<readonly ExportValue[]>

export interface ExportTable {
  /** Column names, in the language of the reader. */
  readonly headers: readonly string[]
  readonly rows: ExportRows
}

/**
 * Writes pieces to a file that appears under its name only when it is complete. Memory holds a few pieces,
 * however long the export. Rejects with the reason of the signal, leaving nothing behind.
 */
export async function writeWhole(
  path: string,
  pieces: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<void> {
  const partial = `${path}.part`
  try {
    await pipeline(Readable.from(pieces, { objectMode: false }), createWriteStream(partial), {
      ...(signal && { signal }),
    })
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true })
    signal?.throwIfAborted()
    throw error
  }
}
