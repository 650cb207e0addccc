package org.ringbook.storm;

import org.ringbook.telephony.beeline.BeelineStorm;
import org.ringbook.telephony.generic.GenericPbxStorm;
import org.ringbook.telephony.mango.MangoStorm;
import org.ringbook.telephony.megafon.MegaFonStorm;

/** The long form of a storm: {@code mango}, {@code megafon}, {@code beeline} or {@code webhook} in the system property {@code storm}. */
final class StormRun {

    private StormRun() {}

    public static void main(String[] args) throws Exception {
        try (StormSource source = source(System.getProperty("storm", "mango"))) {
            System.exit(Storm.main(source));
        }
    }

    private static StormSource source(String kind) {
        return switch (kind) {
            case "mango" -> new MangoStorm();
            case "megafon" -> new MegaFonStorm();
            case "beeline" -> new BeelineStorm();
            case "webhook" -> new GenericPbxStorm();
            default -> throw new IllegalArgumentException("Not a source with a storm: " + kind);
        };
    }
}
