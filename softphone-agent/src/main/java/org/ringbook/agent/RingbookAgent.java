package org.ringbook.agent;

import java.util.List;

/** The program on the agent's desk. */
public final class RingbookAgent {

    private RingbookAgent() {}

    public static void main(String[] arguments) {
        int code = new Wiring(System.getenv(), System.out, System.err).run(List.of(arguments));
        if (code >= 0) {
            System.exit(code);
        }
    }
}
