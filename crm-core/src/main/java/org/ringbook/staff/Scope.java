package org.ringbook.staff;

/** Whose calls somebody may do something with. Each reaches further than the ones before it. */
public enum Scope {
    NONE,
    /** Those that they took part in themselves. */
    OWN,
    /** Those of everybody in their team, and their own. */
    TEAM,
    ALL;

    public Scope atMost(Scope other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
