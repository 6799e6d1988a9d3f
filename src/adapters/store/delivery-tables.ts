export interface IssueTable {
  id: string;
  kind: string;
  state: string;
  note: string | null;
  epoch: string;
  due_at: number;
  created_at: number;
  resume_at: number | null;
  snapshot: number | null;
  accepted: number;
  finished_at: number | null;
}

export interface CompositionTable {
  issue_id: string;
  id: string;
  articles: string;
  letters: string | null;
}

export interface DeliveryTable {
  issue_id: string;
  subscriber_id: string;
  mail_id: string;
  composition: string;
  state: string;
  due_at: number | null;
  owner: string | null;
  epoch: number;
  attempts: number;
  tried_at: number | null;
  reason: string | null;
  content: string | null;
  finished_at: number | null;
}

export interface DeliveryTotalTable {
  issue_id: string;
  state: string;
  n: number;
}

export interface SendRateTable {
  key: string;
  per_minute: number;
  free_at: number;
  raised_at: number;
}

export interface OutcomeTable {
  issue_id: string;
  subscriber_id: string;
  kind: string;
  judgement: string | null;
  status: string | null;
  source: string;
  at: number;
}

export interface OutcomeTotalTable {
  issue_id: string;
  kind: string;
  n: number;
}

export interface SeenReportTable {
  id: string;
  until: number;
}
