import type { APIRoute, InferGetStaticPropsType } from 'astro';

import { mailTextOf } from '#components/mail-text.ts';
import { mailIssueOf, mailIssuePaths } from '#site/mail-issues.ts';

export const getStaticPaths = () => mailIssuePaths();

/** Private: the build takes it out of what is served. */
export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = async ({ props }) =>
  Response.json(await mailIssueOf(props.issue, mailTextOf));
