package org.ringbook.demo;

/** The states of a channel that the demo's calls pass through, with Asterisk's numbers and words. */
enum ChannelState {
    DOWN(0, "Down"),
    RING(4, "Ring"),
    RINGING(5, "Ringing"),
    UP(6, "Up");

    final int number;
    final String words;

    ChannelState(int number, String words) {
        this.number = number;
        this.words = words;
    }
}
