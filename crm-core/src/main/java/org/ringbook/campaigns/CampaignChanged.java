package org.ringbook.campaigns;

import java.util.UUID;

/** Something of a call list is not as it was: published for pages that follow it, after it is written. */
public record CampaignChanged(UUID campaign) {}
