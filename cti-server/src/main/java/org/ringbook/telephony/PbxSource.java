package org.ringbook.telephony;

import java.util.UUID;

/**
 * The port of a telephone source. Making one does no I/O. {@link #start()} returns at once: a dead PBX never keeps the
 * server from starting, the source goes on trying by itself until {@link #close()}.
 */
public interface PbxSource extends AutoCloseable {

    /** Configured name, unique; stands in calls, counters and health. */
    String name();

    void start();

    /** An honest answer from what is known now; no I/O, any thread. */
    SourceHealth check();

    /**
     * Click-to-call: rings our telephone first, then the number.
     *
     * @param fromExtension one of our telephones; the caller has checked that the user may use it
     * @param to digits, with a leading plus or not, already in the form that people dial
     * @param requestId makes a repeated click the same request, and is how the call is known when it comes
     * @throws DialRefused with words for the user when the source cannot or may not dial
     */
    void dial(String fromExtension, String to, UUID requestId);

    @Override
    void close();

    /** Why a number could not be dialled, in words that say what to do. */
    final class DialRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public DialRefused(String message) {
            super(message);
        }
    }
}
