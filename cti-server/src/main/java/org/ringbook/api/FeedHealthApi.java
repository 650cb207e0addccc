package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.ringbook.access.SignedIn;
import org.ringbook.feed.Feed;
import org.ringbook.feed.FollowerState;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Health")
class FeedHealthApi {

    @Schema(name = "FeedHealth")
    record View(List<FollowerState> followers) {}

    /** @param number of the change that the follower cannot take: {@code failure.number} */
    @Schema(name = "FeedSkip")
    record Skip(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Long number) {}

    private final Feed feed;

    FeedHealthApi(Feed feed) {
        this.feed = feed;
    }

    @GetMapping("/api/health/feed")
    @Operation(
            operationId = "getFeedHealth",
            summary = "How far those are that follow what becomes of calls",
            description =
                    "`waiting` changes have not been taken yet; `failure` says why one does not go on, and at which change.")
    View followers() {
        return new View(feed.states());
    }

    @PostMapping("/api/health/feed/{follower}/skip")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "skipFeedChange",
            summary = "Let a follower leave out the change that it cannot take",
            description = "For administrators. Noted with your name; the follower never takes this change.")
    void skip(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String follower,
            @RequestBody Skip sent) {
        if (sent.number() == null || !feed.skip(follower, sent.number(), me.login())) {
            throw NotDone.conflict(
                    "number",
                    "feed.elsewhere",
                    "The follower does not stand at this change, or not any more. Look at GET /api/health/feed.");
        }
    }
}
