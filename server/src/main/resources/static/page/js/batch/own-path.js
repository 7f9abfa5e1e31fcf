/** Outputs on this server are fetched from where the page came from; the link they carry may name another of its names (localhost, 127.0.0.1). */
export function ownPath(link) {
  const url = new URL(link, location.href);
  return url.pathname.startsWith("/files/") ? url.pathname + url.search : url.href;
}
