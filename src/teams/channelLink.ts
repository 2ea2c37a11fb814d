/** A deep link to a channel (Microsoft Learn, "Deep link to a specific chat or channel"). It is the same for every request: it tells a stranger nothing. */
export const channelLink = (channelId: string, groupOrTeamId: string, tenantId: string): string =>
  `https://teams.microsoft.com/l/channel/${encodeURIComponent(channelId)}/Requests?groupId=${encodeURIComponent(groupOrTeamId)}&tenantId=${encodeURIComponent(tenantId)}`;
