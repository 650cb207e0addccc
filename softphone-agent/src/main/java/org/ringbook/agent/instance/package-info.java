/** One program for a user: a second start speaks to the first. */
package org.ringbook.agent.instance;
