package org.ringbook.demo;

import java.util.Map;
import java.util.UUID;
import org.ringbook.demo.beeline.BeelineCloud;
import org.ringbook.demo.beeline.BeelineDay;

/** A made-up cloud PBX of Beeline: it tells once it was subscribed to. */
final class DemoBeeline implements OperatorDemo.Operator {

    private final BeelineCloud cloud = BeelineCloud.open().records(true);

    DemoBeeline(DemoCast cast) {
        cast.people()
                .forEach(person -> cloud.employs(
                        person.extension(),
                        "9610000" + person.extension() + "@ip.beeline.ru",
                        "9610000" + person.extension(),
                        person.name()));
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of(
                "token", cloud.token(),
                "address", cloud.address(),
                "callback", "http://localhost",
                "secret", UUID.randomUUID().toString());
    }

    @Override
    public AutoCloseable lives(String door, long seed) {
        cloud.reaches(door);
        return new BeelineDay(cloud, seed);
    }
}
