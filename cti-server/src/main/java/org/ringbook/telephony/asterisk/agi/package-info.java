/** Asterisk asks over FastAGI, while a caller waits, who they are and who looks after them. */
package org.ringbook.telephony.asterisk.agi;
