/** Lower case without accents, so that "Muñoz" is found by "munoz" and sorts beside it. */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
}

/** Letters and digits only: `76.086.428-5` and `760864285` are the same. */
export function bareNumber(text: string): string {
  return foldText(text).replaceAll(/[^a-z0-9]/g, '')
}

/**
 * What a search looks in and the order by name goes by: the name first, then the tax id as kept and bare. What
 * stands between sorts before a blank, so that a name comes before the longer ones that begin with it.
 */
export function searchTextOf(name: string, taxId: string | null, shown: string | null): string {
  const number = taxId === null ? '' : `\n${taxId}\n${bareNumber(shown ?? taxId)}`
  return foldText(name + number)
}

/** The bare form of a search that looks like a part of a tax id, or null where it is words. */
export function numberSought(search: string): string | null {
  const bare = bareNumber(search)
  return bare.length >= 3 && /\d{3}/.test(bare) && !/[a-z]{4}/.test(bare) ? bare : null
}
