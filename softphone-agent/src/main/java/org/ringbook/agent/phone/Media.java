package org.ringbook.agent.phone;

/** The sound of calls. */
public interface Media {

    /**
     * Takes ports for one call. Nothing is sent or played before the first {@link MediaSession#apply}.
     *
     * @param host our address that the other side is told
     * @throws IllegalStateException when no ports are free
     */
    MediaSession open(String call, String host);
}
