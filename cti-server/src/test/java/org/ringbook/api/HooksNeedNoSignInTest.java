package org.ringbook.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Telephone systems sign what they send; nobody signs in for them, and nothing else becomes open by that. */
class HooksNeedNoSignInTest extends Server {

    @Test
    void aDoorThatIsNotThereIsNotThereAndAsksForNoPassword() {
        Http.Answer answer = http().post("/hooks/nobody/events/call", "json=%7B%7D");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("WWW-Authenticate")).isNull();
        assertThat(answer.header("Set-Cookie")).isNull();
    }

    @Test
    void noWayLeadsThroughTheDoorsToAnythingElse() {
        assertThat(http().get("/hooks/../api/calls").status()).isIn(400, 401);
        assertThat(http().get("/hooks/%2e%2e/api/calls").status()).isIn(400, 401);
        assertThat(http().post("/hooks/..;/api/calls", "{}").status()).isIn(400, 401, 404);
    }
}
