/** The sound of calls: devices and files, coding, packets on the network, the buffer that makes them even. */
package org.ringbook.agent.audio;
