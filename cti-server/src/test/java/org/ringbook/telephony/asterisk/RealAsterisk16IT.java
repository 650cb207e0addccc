package org.ringbook.telephony.asterisk;

import org.ringbook.lab.AsteriskVersion;

class RealAsterisk16IT extends RealAsteriskIT {

    RealAsterisk16IT() {
        super(AsteriskVersion.V16);
    }
}
