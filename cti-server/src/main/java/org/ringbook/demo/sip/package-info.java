/** A small registrar at which the agent program is a telephone of the demo PBX, over UDP on this machine alone, with something to hear. */
package org.ringbook.demo.sip;
