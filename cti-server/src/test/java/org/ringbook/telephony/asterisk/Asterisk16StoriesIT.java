package org.ringbook.telephony.asterisk;

import org.ringbook.lab.AsteriskVersion;

class Asterisk16StoriesIT extends CallStoriesIT {

    Asterisk16StoriesIT() {
        super(AsteriskVersion.V16);
    }
}
