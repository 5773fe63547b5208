import type { Of } from '~/api/client'

/**
 * Where one conversation is exported from. The API exports lists: its moment, customer, channel and agent leave this one. (Hostility is no
 * filter here, so an agent may be named.)
 */
export function exportAddress(
  facts: Pick<Of<'FactsOut'>, 'program' | 'started_ms' | 'customer' | 'channel' | 'agent'>,
  format: string,
) {
  const query = new URLSearchParams({
    program: facts.program,
    from: String(facts.started_ms),
    until: String(facts.started_ms + 1),
    channel: facts.channel,
    format,
  })
  if (facts.customer) query.set('customer', facts.customer)
  if (facts.agent) query.set('agent', facts.agent.id)
  return `/api/conversations/export?${query}`
}
