/**
 * The metadata of an agent's job: LiveKit knows agents by name alone, so which version of it is meant, the agent reads there.
 * Empty where no version is meant.
 */
export function agentJobMetadata(version: number | null): string {
  return version === null ? '' : JSON.stringify({ agent_version: version });
}
