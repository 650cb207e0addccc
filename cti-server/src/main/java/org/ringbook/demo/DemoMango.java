package org.ringbook.demo;

import java.util.Map;
import org.ringbook.demo.mango.MangoDay;
import org.ringbook.demo.mango.MangoOffice;

/** A made-up Mango Office. */
final class DemoMango implements OperatorDemo.Operator {

    private final MangoOffice office = MangoOffice.on(0);

    DemoMango(DemoCast cast) {
        cast.people().forEach(person -> office.employs(person.extension(), person.name()));
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("key", office.key(), "salt", office.salt(), "address", office.address());
    }

    @Override
    public AutoCloseable lives(String door, long seed) {
        office.tells(door);
        return new MangoDay(office, seed);
    }
}
