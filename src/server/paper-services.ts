import { findPaper, type Paper } from '#articles/paper.ts';
import { dayOf } from '#hub/calendar.ts';
import type { Language } from '#hub/languages.ts';
import {
  type PaperContext,
  type PaperOutcome,
  type PaperWish,
  requestPaper,
} from '#papers/request-paper.ts';

import { approachOf, type FormTraces, type TakenForm, unknownVisitor } from './form-guard.ts';

/** What readers do with papers. */
export interface PaperServices {
  /** The paper of a form; `null` where none of that name is mailed. */
  findMailedPaper(wanted: { slug: string; language: Language }): Paper | null;
  /** Without `traces` it counts as sent by an unknown visitor, all of whom share one limit. */
  requestPaper(wish: PaperWish, traces?: FormTraces): Promise<PaperOutcome>;
}

/** `settle` has the mails looked at that an act may have queued. */
export function paperServices(
  context: () => PaperContext,
  { settle }: { settle: (outcome: TakenForm) => void },
): PaperServices {
  return {
    findMailedPaper(wanted) {
      const { papers, hub, now } = context();
      const paper = findPaper(papers, { ...wanted, asOf: dayOf(now, hub.timeZone) });
      return paper?.data.gate === 'email' ? paper : null;
    },
    async requestPaper(wish, traces = unknownVisitor) {
      const approach = await approachOf('paper', traces, context());
      const outcome = await requestPaper(wish, { ...context(), approach });
      settle(outcome);
      return outcome;
    },
  };
}
