package org.ringbook.telephony.asterisk;

import org.ringbook.lab.AsteriskVersion;

class RealAsterisk22IT extends RealAsteriskIT {

    RealAsterisk22IT() {
        super(AsteriskVersion.V22);
    }
}
