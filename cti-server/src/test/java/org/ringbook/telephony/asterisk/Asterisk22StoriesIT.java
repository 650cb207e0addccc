package org.ringbook.telephony.asterisk;

import org.ringbook.lab.AsteriskVersion;

class Asterisk22StoriesIT extends CallStoriesIT {

    Asterisk22StoriesIT() {
        super(AsteriskVersion.V22);
    }
}
