let publicOrigin = "";

/** The address this server calls itself by. The page may have been opened by another (127.0.0.1 for localhost). */
export const learnOrigin = ({ links }) => (publicOrigin = new URL(links.self).origin);

/** Outputs on this server are fetched from where the page came from; those of a bucket from the bucket. */
export function ownPath(link) {
  const url = new URL(link, location.href);
  return url.origin === publicOrigin ? url.pathname + url.search : url.href;
}
