package org.ringbook;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The rooms of the house, across all jars: who may use whom stands in each package-info, and this holds them to it. */
class ModulesTest {

    @Test
    void everyRoomKeepsToItsDoors() {
        ApplicationModules.of(RingbookServer.class).verify();
    }
}
