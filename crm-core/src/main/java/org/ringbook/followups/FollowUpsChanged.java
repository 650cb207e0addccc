package org.ringbook.followups;

/** Something became of missed calls. Announced when it is kept. */
public record FollowUpsChanged() {}
