package org.ringbook.workspace.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** One thread writes to all pages: a page that takes nothing must not keep it. */
class LiveStreamTest {

    private final ScheduledExecutorService writer = Executors.newScheduledThreadPool(1);
    private final Page lazy = new Page();
    private final Page busy = new Page();

    @AfterEach
    void over() {
        writer.shutdownNow();
    }

    @Test
    void aPageThatTakesNothingKeepsNoOtherWaiting() throws IOException {
        LiveStream toLazy = lazy.opens();
        LiveStream toBusy = busy.opens();
        lazy.takes = false;
        for (int i = 0; i < 1_000; i++) {
            toLazy.changedNow("call-" + i, null);
        }
        toBusy.changedNow("mine", null);

        await().until(() -> busy.read().contains("event:changed\ndata:[\"mine\"]\n\n"));
        assertThat(lazy.read()).isEmpty();
    }

    @Test
    void howLongAPageTakesNothingIsKnownAndForgottenWhenItGoesOn() throws IOException {
        LiveStream stream = lazy.opens();
        lazy.takes = false;
        stream.say("beat");
        long minuteLater = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        await().until(() -> stream.stuckFor(minuteLater).compareTo(Duration.ofSeconds(50)) > 0);

        lazy.takes = true;
        stream.onWritePossible();

        assertThat(stream.stuckFor(minuteLater)).isZero();
        assertThat(lazy.read()).isEqualTo("event:beat\ndata:[]\n\n");
    }

    @Test
    void whatHappenedMeanwhileIsToldTogetherAndOnce() throws IOException {
        LiveStream stream = lazy.opens();
        lazy.takes = false;
        stream.changedNow("mine", null);
        stream.changedNow("calls", null);
        stream.changedNow("mine", null);
        await().until(() -> !stream.stuckFor(Long.MAX_VALUE).isZero());
        lazy.takes = true;
        stream.onWritePossible();

        assertThat(lazy.read()).isEqualTo("event:changed\ndata:[\"mine\",\"calls\"]\n\n");
    }

    /** The browser's side of a stream. */
    private final class Page extends ServletOutputStream {

        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private volatile boolean takes = true;

        LiveStream opens() throws IOException {
            var answer = new MockHttpServletResponse() {
                @Override
                public ServletOutputStream getOutputStream() {
                    return Page.this;
                }
            };
            var context = new MockAsyncContext(new MockHttpServletRequest(), answer);
            var stream = new LiveStream(null, null, context, writer);
            stream.begin();
            stream.onWritePossible();
            return stream;
        }

        synchronized String read() {
            return taken.toString(StandardCharsets.UTF_8);
        }

        @Override
        public boolean isReady() {
            return takes;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            // the test calls it
        }

        @Override
        public synchronized void write(int one) {
            taken.write(one);
        }
    }
}
