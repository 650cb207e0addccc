/** The telephone over SIP: registering, calls, sound descriptions. The only user of JAIN-SIP. */
package org.ringbook.agent.sip;
