/** What a telephone can do: accounts, registration, calls, what is agreed on sound. Pure: no SIP, sound or window in it. */
package org.ringbook.agent.phone;
