/** A value that follows another one once it rests for a moment, so that the core is not asked at every letter. */

export const SOON_MS = 300;

/** Follows `read` while the component lives; the first value is there at once. */
export function soon<T>(read: () => T, ms = SOON_MS): { readonly value: T } {
  let value = $state.raw(read());
  $effect(() => {
    const next = read();
    const timer = setTimeout(() => (value = next), ms);
    return () => clearTimeout(timer);
  });
  return {
    get value() {
      return value;
    },
  };
}
