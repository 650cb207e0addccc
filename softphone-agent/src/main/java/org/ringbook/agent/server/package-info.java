/** The session to the server: the only user of Netty. */
package org.ringbook.agent.server;
