package org.ringbook.telephony.asterisk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/** What comes over the AMI connection, in pieces of any length: see {@link org.ringbook.fuzz.Fuzzing}. */
public final class AmiFuzz {

    private AmiFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        var inPieces = new ArrayList<byte[]>();
        var framing = new AmiFraming();
        int piece = input.length == 0 ? 1 : 1 + (input[0] & 0x3f);
        for (int from = 0; from < input.length; from += piece) {
            framing.accept(input, from, Math.min(input.length, from + piece), inPieces::add);
        }
        var atOnce = new ArrayList<byte[]>();
        new AmiFraming().accept(input, 0, input.length, atOnce::add);
        if (inPieces.size() != atOnce.size()) {
            throw new AssertionError("The pieces make another message");
        }
        for (byte[] message : atOnce) {
            AmiMessage.of(new String(message, StandardCharsets.UTF_8)).toString();
        }
    }
}
