import type { APIRoute } from 'astro';

import type { WellKnownFile } from '#machines/well-known.ts';
import { wellKnownPaths } from '#site/machine-files.ts';

export const getStaticPaths = () => wellKnownPaths();

export const GET: APIRoute<WellKnownFile> = ({ props }) =>
  new Response(props.text, { headers: { 'content-type': props.mediaType } });
