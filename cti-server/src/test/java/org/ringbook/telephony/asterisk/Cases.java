package org.ringbook.telephony.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.lab.Truth;
import org.ringbook.lab.TruthCall;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The captured calls among the test resources, each a folder with the AMI stream and what really happened. */
final class Cases {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Endpoints that lead out of the companies of the cases. */
    static final List<String> TRUNKS = List.of("PJSIP/carrier", "PJSIP/trunk", "SIP/sipcarrier", "DAHDI/i1");

    private Cases() {}

    record Case(String name, Path folder) {

        /** Of a call that was told wrongly once, what is certain; of the others all. */
        List<TruthCall> truth() {
            try {
                return JSON.readValue(
                        Files.readString(folder.resolve(claimsAll() ? "call.json" : "truth.json")),
                        new TypeReference<>() {});
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        private boolean claimsAll() {
            return Files.exists(folder.resolve("call.json"));
        }

        /** The calls are what the telephones did. */
        void hold(List<Call> calls) {
            hold(truth(), calls);
        }

        /** The calls are what the telephones did, as far as records of the PBX can know. */
        void holdAsRecorded(List<Call> calls) {
            hold(truth().stream().map(TruthCall::asRecorded).toList(), calls);
        }

        private void hold(List<TruthCall> truth, List<Call> calls) {
            if (claimsAll()) {
                Truth.hold(truth, calls);
            } else {
                Truth.holdWhatIsClaimed(truth, calls);
            }
        }

        List<byte[]> messages() {
            var messages = new ArrayList<byte[]>();
            try {
                byte[] stream = Files.readAllBytes(folder.resolve("messages.ami"));
                new AmiFraming().accept(stream, 0, stream.length, messages::add);
                return messages;
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        List<CallFact> facts(List<String> trunks) {
            var translation = new AmiTranslation(new Endpoints(trunks, Map.of()));
            var facts = new ArrayList<CallFact>();
            for (byte[] message : messages()) {
                facts.addAll(translation.translate(new AmiMessage(message), Instant.EPOCH));
            }
            return facts;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> all() {
        try (Stream<Path> files =
                Files.walk(Path.of(Cases.class.getResource("/cases").toURI()))) {
            return files.filter(file -> file.endsWith("messages.ami"))
                    .map(Path::getParent)
                    .sorted()
                    .map(folder -> new Case(folder.getParent().getFileName() + " " + folder.getFileName(), folder))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (URISyntaxException notAFolder) {
            throw new IllegalStateException(notAFolder);
        }
    }
}
