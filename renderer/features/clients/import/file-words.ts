import i18next from 'i18next'
import type { FileProblem, FileWarning } from '../../../../shared/domain/sheet-files.ts'

type Params = Record<string, string | number>

/** What the first look at a file points out, in words shared by all imports. */
export function fileWarningWord(warning: FileWarning, params: Params): string {
  return sentence(`import:warning.${warning}`, params)
}

/** Why a file cannot be read, in words shared by all imports. */
export function fileProblemWord(problem: FileProblem, params: Params): string {
  return sentence(`import:file.${problem}`, params)
}

function sentence(
  key: `import:warning.${FileWarning}` | `import:file.${FileProblem}`,
  params: Params,
): string {
  // The key decides which values its sentence names; the engine sends those.
  const values: Record<string, unknown> = params
  return i18next.t(key, values)
}
