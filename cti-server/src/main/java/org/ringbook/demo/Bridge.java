package org.ringbook.demo;

import java.util.ArrayList;
import java.util.List;

/** Where two legs hear each other. */
final class Bridge {

    final String id;
    final List<Channel> members = new ArrayList<>();

    Bridge(String id) {
        this.id = id;
    }

    /** The other one in it; null when there is none. */
    Channel peerOf(Channel channel) {
        return members.stream().filter(m -> m != channel).findFirst().orElse(null);
    }
}
