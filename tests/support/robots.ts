/** A group of robots.txt (RFC 9309 §2.2): for whom, and its other lines. */
export interface RobotsGroup {
  readonly agents: readonly string[];
  readonly rules: readonly string[];
}

/** The groups of a robots.txt; a line for crawlers after a rule begins another group. */
export function groupsIn(text: string): RobotsGroup[] {
  const groups: { agents: string[]; rules: string[] }[] = [];
  let isOpen = false;
  for (const line of text.split('\n').map((one) => one.replace(/#.*/, '').trim())) {
    const [, agent] = /^user-agent:\s*(.+)$/i.exec(line) ?? [];
    if (agent) {
      if (!isOpen) groups.push({ agents: [], rules: [] });
      groups.at(-1)?.agents.push(agent);
      isOpen = true;
    } else if (line && !/^sitemap:/i.test(line)) {
      groups.at(-1)?.rules.push(line);
      isOpen = false;
    }
  }
  return groups;
}
