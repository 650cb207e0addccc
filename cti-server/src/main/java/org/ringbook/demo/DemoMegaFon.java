package org.ringbook.demo;

import java.util.Map;
import org.ringbook.demo.megafon.MegaFonCloud;
import org.ringbook.demo.megafon.MegaFonDay;

/** A made-up virtual PBX of MegaFon, with a corporate SIM. */
final class DemoMegaFon implements OperatorDemo.Operator {

    private final MegaFonCloud cloud = new MegaFonCloud();

    DemoMegaFon() {
        cloud.start();
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("address", cloud.address(), "key", MegaFonCloud.KEY, "crm-key", MegaFonCloud.CRM_KEY);
    }

    @Override
    public AutoCloseable lives(String door, long seed) {
        cloud.tellsTo(door);
        return new MegaFonDay(cloud, seed);
    }
}
