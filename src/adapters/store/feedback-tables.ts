// What readers say to the hub; see tables.ts.

export interface ThreadTable {
  id: string;
  person: string;
  language: string;
  state: string;
  started_at: number;
  opened_at: number | null;
}

export interface QuestionTable {
  id: string;
  thread_id: string;
  text: string;
  name: string | null;
  address_key: string;
  mailbox: string;
  typed: string;
  address_hash: string;
  page: string;
  asked_at: number;
  token_hash: string;
}

export interface UsefulVoteTable {
  article: string;
  day: string;
  answer: string;
  n: number;
}
