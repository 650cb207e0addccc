package org.ringbook.telephony.beeline;

/** Events of Beeline's cloud PBX: see {@link org.ringbook.fuzz.Fuzzing}. */
public final class BeelineFuzz {

    private BeelineFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        XsiEvent event = XsiEvent.read(input);
        if (event != null) {
            event.toString();
        }
    }
}
