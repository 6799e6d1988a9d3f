import { isPlatformId, platforms } from '#sharing/platforms.ts';

/** Links to where else somebody is, named as each platform writes its own name. */
export function profileLinks(
  profiles: readonly { readonly platform: string; readonly url: string }[],
) {
  return profiles.map(({ platform, url }) => ({ url, label: platformName(platform) }));
}

/** An editor may name a platform that no posts are made for. */
function platformName(id: string): string {
  if (isPlatformId(id)) return platforms[id].label;
  return id.charAt(0).toUpperCase() + id.slice(1);
}
