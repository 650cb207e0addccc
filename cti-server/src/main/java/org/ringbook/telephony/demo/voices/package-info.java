/** What is spoken in the demo. */
package org.ringbook.telephony.demo.voices;
