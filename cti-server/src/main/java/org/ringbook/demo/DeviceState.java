package org.ringbook.demo;

/** State of a telephone, with the number by which a queue names it. */
enum DeviceState {
    NOT_INUSE(1),
    INUSE(2),
    RINGING(6),
    RINGINUSE(7),
    ONHOLD(8);

    final int inQueue;

    DeviceState(int inQueue) {
        this.inQueue = inQueue;
    }

    /** What one leg makes of a telephone that has no other. */
    static DeviceState of(Channel leg) {
        return switch (leg.state) {
            case DOWN -> NOT_INUSE;
            case RINGING -> RINGING;
            case RING, UP -> leg.held ? ONHOLD : INUSE;
        };
    }
}
