/** A need and where it is, as officers read it; one without a place says itself that it is for where it is needed most. */
export const named = ({ what, place }: { readonly what: string; readonly place: string | null }): string =>
  place === null ? what : `${what}, ${place}`
