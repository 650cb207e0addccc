package org.ringbook.telephony.asterisk.records;

import java.util.HashMap;
import java.util.Map;

/**
 * Which bridge a row of CEL speaks of. Where the rows have no ids of bridges (the column "extra" is not written), who comes names in
 * "peer" who is there already.
 */
final class CelBridges {

    private final Map<String, String> ofChannel = new HashMap<>();
    private int made;

    String entered(Row row) {
        String id = row.extra("bridge_id");
        if (id.isEmpty()) {
            id = withPeer(row.get("peer"));
        }
        if (id.isEmpty()) {
            id = "cel-" + row.get("uniqueid") + "-" + ++made;
        }
        ofChannel.put(row.get("channame"), id);
        return id;
    }

    private String withPeer(String peers) {
        for (String peer : peers.split(",")) {
            String id = ofChannel.get(peer.strip());
            if (id != null) {
                return id;
            }
        }
        return "";
    }

    String left(Row row) {
        String here = ofChannel.remove(row.get("channame"));
        String id = row.extra("bridge_id");
        return id.isEmpty() ? String.valueOf(here) : id;
    }
}
