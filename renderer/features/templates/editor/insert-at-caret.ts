/** Puts text where the caret of a field stands, or at its end; returns the new text. */
export function insertAtCaret(
  field: HTMLInputElement | HTMLTextAreaElement | null,
  value: string,
  text: string,
): string {
  const from = field?.selectionStart ?? value.length
  const to = field?.selectionEnd ?? value.length
  if (field) {
    // After React has written the value the caret would jump to the end.
    requestAnimationFrame(() => {
      field.focus()
      field.setSelectionRange(from + text.length, from + text.length)
    })
  }
  return value.slice(0, from) + text + value.slice(to)
}
