/** Lower case without accents, so that "Muñoz" is found by "munoz" and sorts beside it. */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
}
