/** The microphones and speakers of this machine: which there are, whether they work, and what rings on them. */
package org.ringbook.agent.devices;
