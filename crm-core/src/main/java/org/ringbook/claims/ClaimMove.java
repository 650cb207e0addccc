package org.ringbook.claims;

import java.time.Instant;
import java.util.UUID;

/** What was done with a claim. @param by null for the program @param from null as it was taken @param note why, where that was said */
public record ClaimMove(Instant at, UUID by, Claim.State from, Claim.State to, Claim.Result result, String note) {}
