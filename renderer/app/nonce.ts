declare global {
  /** Read by react-remove-scroll (behind Mantine's modals) for the style it adds. */
  var __webpack_nonce__: string | undefined
}

/**
 * The nonce under which this page may add `<style>` elements, put into the page by the host that
 * serves it. Undefined in development, where the policy is open. Browsers hide the attribute and
 * keep the property, hence `nonce` and not `getAttribute`.
 */
export function styleNonce(): string | undefined {
  const value = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce
  return value && value !== '__CSP_NONCE__' ? value : undefined
}

/** Hands the nonce to the one library that cannot be given it through its properties. */
export function shareNonce(): void {
  globalThis.__webpack_nonce__ = styleNonce()
}
