/** Lets `link` lead to `address`, and hides it while there is none. */
export function pointTo(link: HTMLAnchorElement, address: string | null): void {
  link.hidden = address === null;
  if (address !== null) link.href = address;
}
