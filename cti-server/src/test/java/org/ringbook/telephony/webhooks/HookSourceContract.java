package org.ringbook.telephony.webhooks;

import org.ringbook.telephony.inbox.Rejection;
import org.ringbook.telephony.Exchange;
import org.ringbook.telephony.PbxSourceContract;
import org.ringbook.telephony.SourceHealth;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every source keeps that is told over HTTP, besides what every source keeps. */
public abstract class HookSourceContract extends PbxSourceContract {

    private HookBench bench;
    private Hooks hooks;

    /** One whole message that is believed, as the body of a form, and the path that it comes to. */
    protected abstract Form believed();

    /** The same with a signature or a key that is not right. */
    protected abstract Form forged();

    /** Where the other side has to tell, from now on. */
    protected abstract void tellsTo(String address);

    public record Form(String path, String body) {}

    @Override
    protected void heardBy(Exchange exchange) {
        hooks = exchange.hooks();
        bench = new HookBench(hooks);
        tellsTo(bench.address(name()));
    }

    private String name() {
        return source().name();
    }

    @AfterEach
    void closeDoor() {
        if (bench != null) {
            bench.close();
        }
    }

    @Test
    void whatIsBelievedIsAcknowledgedAndWhatIsForgedIsNot() {
        Exchange heard = started();

        assertThat(send(believed())).isEqualTo(200);
        heard.awaitCounters(count -> count.messages() == 1);
        assertThat(send(forged())).isEqualTo(401);

        assertThat(heard.counters().messages()).isEqualTo(1);
        assertThat(hooks.refusals(name()).values()).containsExactly(1L);
    }

    @Test
    void aRepetitionIsAcknowledgedLikeTheFirst() {
        started();

        assertThat(send(believed())).isEqualTo(200);
        assertThat(send(believed())).isEqualTo(200);

        assertThat(hooks.door(name()).intake().counters().repetitions()).isEqualTo(1);
    }

    @Test
    void fiftyMegabytesAreRefusedUnreadAndTheNextOneIsHeard() {
        started();

        HttpRequest.Builder large = HttpRequest.newBuilder(URI.create(bench.address(name()) + believed().path))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[50 << 20])));
        try {
            assertThat(bench.send(large).statusCode()).isEqualTo(413);
        } catch (java.io.UncheckedIOException cutOff) {
            // The connection was closed before all was sent: that is a refusal, too.
            assertThat(hooks.refusals(name())).containsEntry(Rejection.TOO_LARGE, 1L);
        }

        assertThat(send(believed())).isEqualTo(200);
    }

    @Test
    void whateverComesNoneOfItDoesHarm() {
        Exchange heard = started();
        String[] odd = {
            "", "=", "json", "json=%7B", "%", "a=%zz", "json=null&sign=&vpbx_api_key=", "{}", "[[[[", "\u0000"
        };
        for (String body : odd) {
            assertThat(bench.post(name(), believed().path, body).statusCode()).isBetween(200, 401);
            assertThat(bench.post(name(), "", body).statusCode()).isBetween(200, 401);
            assertThat(bench.post(name(), "a/../b//c", body).statusCode()).isBetween(200, 401);
        }
        assertThat(send(believed())).isEqualTo(200);
        assertThat(heard.health().state()).isEqualTo(SourceHealth.State.UP);
    }

    /** @return HTTP's status */
    protected int send(Form form) {
        return bench.post(name(), form.path, form.body).statusCode();
    }
}
